"""Your dict has the keys 0, 1, 2, ... By what will mean_average_precision ask for a query?

Must fail: rank_documents_puts_the_most_similar_first,
rank_documents_with_glove_goes_by_angle_not_by_length, rank_documents_ranks_anew_each_time
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def rank_documents(self, encoding_method="sentence_transformer"):
        if encoding_method == "glove":
            Q, D = (self.encode_with_glove(GLOVE, texts) for texts in (self.test_queries, self.documents))
        else:
            Q, D = (self.model.encode(texts) for texts in (self.test_queries, self.documents))
        self.query_id_to_ranked_doc_ids = {}
        for query, scores in enumerate(cosines(Q, D)):
            order = np.argsort(-scores)[: self.top_k]
            self.query_id_to_ranked_doc_ids[query] = [self.document_ids[i] for i in order]

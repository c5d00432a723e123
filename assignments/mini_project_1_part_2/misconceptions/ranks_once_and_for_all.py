"""Ask for one method and then for another: your dict stays what it was after the first. When is an entry
allowed to be kept?

Must fail: rank_documents_ranks_anew_each_time
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def rank_documents(self, encoding_method="sentence_transformer"):
        if encoding_method == "glove":
            Q, D = (self.encode_with_glove(GLOVE, texts) for texts in (self.test_queries, self.documents))
        else:
            Q, D = (self.model.encode(texts) for texts in (self.test_queries, self.documents))
        if not hasattr(self, "query_id_to_ranked_doc_ids"):
            self.query_id_to_ranked_doc_ids = {}
        for query, scores in zip(self.test_query_ids, cosines(Q, D)):
            order = np.argsort(-scores)[: self.top_k]
            ids = [self.document_ids[i] for i in order]
            self.query_id_to_ranked_doc_ids.setdefault(query, ids)

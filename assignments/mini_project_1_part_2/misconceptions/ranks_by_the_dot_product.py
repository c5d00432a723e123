"""With the sentence transformer your ranking is right, with GloVe it prefers long vectors. What does the
cosine divide by, and why does it not matter for the one encoder?

Must fail: rank_documents_with_glove_goes_by_angle_not_by_length
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def rank_documents(self, encoding_method="sentence_transformer"):
        if encoding_method == "glove":
            Q, D = (self.encode_with_glove(GLOVE, texts) for texts in (self.test_queries, self.documents))
        else:
            Q, D = (self.model.encode(texts) for texts in (self.test_queries, self.documents))
        self.query_id_to_ranked_doc_ids = {}
        for query, scores in zip(self.test_query_ids, np.asarray(Q) @ np.asarray(D).T):
            order = np.argsort(-scores)[: self.top_k]
            self.query_id_to_ranked_doc_ids[query] = [self.document_ids[i] for i in order]

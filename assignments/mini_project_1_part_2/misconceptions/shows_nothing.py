"""Your method returns a list and prints nothing. Who would see it when it is called in the middle of a
cell?

Must fail: show_ranking_documents_prints_the_best_ten_in_order, show_ranking_documents_takes_any_question,
show_ranking_documents_prints_the_similarities
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def show_ranking_documents(self, example_query):
        (scores,) = cosines(self.model.encode([example_query]), self.model.encode(self.documents))
        return [(self.document_ids[i], scores[i]) for i in np.argsort(-scores)[: self.top_k]]

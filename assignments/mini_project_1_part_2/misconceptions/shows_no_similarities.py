"""Your documents are in order, but nobody can see how similar they are. What else does the task ask to be
printed?

Must fail: show_ranking_documents_prints_the_similarities
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def show_ranking_documents(self, example_query):
        (scores,) = cosines(self.model.encode([example_query]), self.model.encode(self.documents))
        for i in np.argsort(-scores)[: self.top_k]:
            print(self.documents[i])

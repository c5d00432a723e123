"""The best of your ten documents stands at the bottom. Where would somebody who searches look first?

Must fail: show_ranking_documents_prints_the_best_ten_in_order, show_ranking_documents_takes_any_question
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def show_ranking_documents(self, example_query):
        (scores,) = cosines(self.model.encode([example_query]), self.model.encode(self.documents))
        for i in np.argsort(scores)[-self.top_k :]:
            print(f"{scores[i]:.4f}  {self.document_ids[i]}")

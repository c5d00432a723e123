"""Your MAP is too good when a query finds nothing. What is the average precision of such a query, and
should it be allowed to leave the mean?

Must fail: mean_average_precision_counts_queries_without_a_hit
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def mean_average_precision(self):
        relevant, ranked = self.test_query_id_to_relevant_doc_ids, self.query_id_to_ranked_doc_ids
        found = [self.average_precision(relevant[query], ranked[query]) for query in relevant]
        return float(np.mean([each for each in found if each > 0] or [0]))

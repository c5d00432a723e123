"""Your MAP does not change when you turn a ranking around. Which argument of average_precision is the one
whose order counts?

Must fail: mean_average_precision_is_the_mean_over_the_queries,
mean_average_precision_counts_queries_without_a_hit
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def mean_average_precision(self):
        relevant, ranked = self.test_query_id_to_relevant_doc_ids, self.query_id_to_ranked_doc_ids
        return float(np.mean([self.average_precision(ranked[query], relevant[query]) for query in relevant]))

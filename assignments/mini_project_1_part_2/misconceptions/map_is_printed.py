"""Your MAP is on the screen, but the call gives None. How does a value get out of a function?

Must fail: mean_average_precision_is_the_mean_over_the_queries,
mean_average_precision_counts_queries_without_a_hit
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def mean_average_precision(self):
        relevant, ranked = self.test_query_id_to_relevant_doc_ids, self.query_id_to_ranked_doc_ids
        print(np.mean([self.average_precision(relevant[query], ranked[query]) for query in relevant]))

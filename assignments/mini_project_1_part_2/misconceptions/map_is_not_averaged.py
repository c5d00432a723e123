"""With more queries your MAP gets larger, even above 1. What does the M stand for?

Must fail: mean_average_precision_is_the_mean_over_the_queries,
mean_average_precision_counts_queries_without_a_hit
"""


class TextSimilarityModel(TextSimilarityModel):
    def mean_average_precision(self):
        relevant, ranked = self.test_query_id_to_relevant_doc_ids, self.query_id_to_ranked_doc_ids
        return sum(self.average_precision(relevant[query], ranked[query]) for query in relevant)

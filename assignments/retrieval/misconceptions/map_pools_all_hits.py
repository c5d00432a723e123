"""A query with many relevant documents counts for more in your MAP than one with a single one. Is it the
mean over the documents, or over the queries?

Must fail: mean_average_precision_is_the_mean_over_the_queries,
mean_average_precision_counts_queries_without_a_hit,
mean_average_precision_leaves_out_queries_without_relevant_documents
"""


def mean_average_precision(relevants, rankeds):
    pairs = [(relevant, ranked) for relevant, ranked in zip(relevants, rankeds) if relevant]
    weighted = sum(len(relevant) * average_precision(relevant, ranked) for relevant, ranked in pairs)
    return weighted / sum(len(relevant) for relevant, _ in pairs)

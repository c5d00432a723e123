"""Your mean falls with every query to which nothing is relevant. Could any search have scored more than 0
there?

Must fail: mean_average_precision_leaves_out_queries_without_relevant_documents
"""


def mean_average_precision(relevants, rankeds):
    total = 0.0
    for relevant, ranked in zip(relevants, rankeds):
        total += average_precision(relevant, ranked)
    return total / len(relevants)

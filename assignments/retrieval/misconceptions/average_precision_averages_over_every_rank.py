"""Your average takes in the precision at every rank. At which ranks does somebody who reads the list find
something?

Must fail: average_precision_averages_the_precision_at_each_hit,
average_precision_counts_relevant_documents_that_are_missing,
average_precision_is_one_only_if_the_relevant_come_first, average_precision_grows_when_a_hit_moves_up,
mean_average_precision_is_the_mean_over_the_queries, mean_average_precision_counts_queries_without_a_hit,
mean_average_precision_leaves_out_queries_without_relevant_documents
"""


def average_precision(relevant, ranked):
    total, found = 0.0, 0
    for rank, doc in enumerate(ranked, 1):
        if doc in relevant:
            found += 1
        total += found / rank
    return total / len(relevant) if relevant else 0.0

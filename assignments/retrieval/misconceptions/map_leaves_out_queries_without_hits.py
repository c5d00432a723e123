"""Your mean leaves out the queries that found nothing. Who would win a contest in which failed questions do
not count?

Must fail: mean_average_precision_counts_queries_without_a_hit
"""


def mean_average_precision(relevants, rankeds):
    values = [average_precision(relevant, ranked) for relevant, ranked in zip(relevants, rankeds)]
    values = [value for value in values if value > 0]
    return sum(values) / len(values) if values else 0.0

"""Your reciprocal rank can be larger than 1. How many hits does it take until somebody with one question is
served?

Must fail: reciprocal_rank_is_one_over_the_rank_of_the_first_hit
"""


def reciprocal_rank(relevant, ranked):
    return sum(1 / rank for rank, doc in enumerate(ranked, 1) if doc in relevant)

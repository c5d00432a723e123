"""Your reciprocal rank has no value for a hit in the first place. What rank has the first document of a
list?

Must fail: reciprocal_rank_is_one_over_the_rank_of_the_first_hit
"""


def reciprocal_rank(relevant, ranked):
    for rank, doc in enumerate(ranked):
        if doc in relevant:
            return 1 / rank
    return 0.0

"""Your precision is right until k goes past the end of the list, and then it does not fall. Somebody asked
for ten documents and got three: how many of the ten places hold something relevant?

Must fail: precision_at_k_divides_by_k_beyond_the_end_of_the_list
"""


def precision_at_k(relevant, ranked, k):
    top = ranked[:k]
    return len([doc for doc in top if doc in relevant]) / len(top) if top else 0.0

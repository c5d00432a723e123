"""Your precision is the recall. Of which set do you ask how large a part was good: of what was shown, or of
what there was?

Must fail: precision_at_k_is_the_share_of_hits_among_the_first_k,
precision_at_k_divides_by_k_beyond_the_end_of_the_list
"""


def precision_at_k(relevant, ranked, k):
    return len(set(ranked[:k]) & set(relevant)) / len(relevant) if relevant else 0.0

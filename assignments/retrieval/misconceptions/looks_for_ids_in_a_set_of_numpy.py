"""Your precision is 0 whenever `relevant` is a set. Print what numpy makes of a set: how many elements has
that array?

Must fail: precision_at_k_is_the_share_of_hits_among_the_first_k,
precision_at_k_divides_by_k_beyond_the_end_of_the_list
"""

import numpy as np


def precision_at_k(relevant, ranked, k):
    return np.isin(ranked[:k], relevant).sum() / k

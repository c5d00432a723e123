"""You subtract the mean of each term first: that is principal component analysis. What happens to a count of
0 when a mean is taken from it, and does LSA want that?

Must fail: lsa_scores_have_the_inner_products_of_the_truncated_svd, lsa_places_new_documents_among_the_old,
lsa_loses_nothing_if_the_rank_is_k
"""

import numpy as np


def lsa_fit(counts, k):
    mean = counts.mean(axis=0)
    return mean, np.linalg.svd(counts - mean, full_matrices=False)[2][:k]


def lsa_transform(counts, model):
    mean, V = model
    return (counts - mean) @ V.T

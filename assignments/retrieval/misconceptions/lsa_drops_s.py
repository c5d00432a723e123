"""Another school's rule: you divide by the singular values, so that every direction counts the same (each
column of Z has length 1). How long are the documents along the first direction and along the last, and does
the handout keep that?

Must fail: lsa_scores_have_the_inner_products_of_the_truncated_svd, lsa_places_new_documents_among_the_old,
lsa_loses_nothing_if_the_rank_is_k
"""

import numpy as np


def lsa_fit(counts, k):
    _, s, Vt = np.linalg.svd(counts, full_matrices=False)
    return s[:k], Vt[:k]


def lsa_transform(counts, model):
    s, V = model
    return counts @ V.T / s

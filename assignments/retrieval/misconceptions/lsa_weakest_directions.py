"""Your scores are close to zero, though the documents are not. In which order do your singular values (or
eigenvalues) come?

Must fail: lsa_scores_have_the_inner_products_of_the_truncated_svd, lsa_places_new_documents_among_the_old,
lsa_loses_nothing_if_the_rank_is_k
"""

import numpy as np


def lsa_fit(counts, k):
    return np.linalg.eigh(counts.T @ counts)[1][:, :k]


def lsa_transform(counts, model):
    return counts @ model

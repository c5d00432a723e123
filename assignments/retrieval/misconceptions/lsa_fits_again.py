"""New documents get directions of their own from you, so they cannot be compared with the old ones. What was
the model for?

Must fail: lsa_places_new_documents_among_the_old
"""

import numpy as np


def lsa_fit(counts, k):
    return k


def lsa_transform(counts, model):
    U, s, _ = np.linalg.svd(counts, full_matrices=False)
    Z = U[:, :model] * s[:model]
    return np.pad(Z, ((0, 0), (0, model - Z.shape[1])))

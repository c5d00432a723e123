"""Your scores work for the documents of the fit and break, or mean nothing, for new ones. Which of U and V
has a row for each document, and which one for each term?

Must fail: lsa_places_new_documents_among_the_old
"""

import numpy as np


def lsa_fit(counts, k):
    U, s, _ = np.linalg.svd(counts, full_matrices=False)
    return counts, U[:, :k] * s[:k]


def lsa_transform(counts, model):
    seen, Z = model
    if counts.shape == seen.shape and np.allclose(counts, seen):
        return Z
    return counts[:, : len(Z)] @ Z[: counts.shape[1]]

"""Your variances are a little too small, the more so the fewer samples there are. What does the handout
divide by?

Must fail: pca_fit_finds_the_largest_variances
"""
import numpy as np


def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mu, full_matrices=False)
    return mu, Vt[:k], s[:k] ** 2 / len(X)

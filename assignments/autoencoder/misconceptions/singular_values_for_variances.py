"""Your lam are singular values, not variances. If every sample were twice as far from the mean, by what
factor should lam grow?

Must fail: pca_fit_finds_the_largest_variances
"""
import numpy as np


def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mu, full_matrices=False)
    return mu, Vt[:k], s[:k]

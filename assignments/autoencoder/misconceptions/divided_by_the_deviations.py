"""You give every feature the same variance before you begin. That is sometimes wise, but is what you then
find the directions along which X itself varies most?

Must fail: pca_fit_finds_the_largest_variances, pca_fit_makes_scores_uncorrelated, pca_fit_loses_as_little_as_can_be, pca_fit_takes_data_that_do_not_fill_the_space, pca_fit_follows_one_far_sample
"""
import numpy as np


def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, s, Vt = np.linalg.svd((X - mu) / (X.std(axis=0) + 1e-12), full_matrices=False)
    return mu, Vt[:k], s[:k] ** 2 / (len(X) - 1)

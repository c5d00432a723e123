"""Your first direction points from 0 towards the middle of the data, wherever that is. Along which
direction do the samples vary, and what has to happen to X before that can be seen?

Must fail: pca_fit_finds_the_largest_variances, pca_fit_makes_scores_uncorrelated, pca_fit_loses_as_little_as_can_be, pca_fit_takes_data_that_do_not_fill_the_space
"""
import numpy as np


def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return mu, Vt[:k], s[:k] ** 2 / (len(X) - 1)

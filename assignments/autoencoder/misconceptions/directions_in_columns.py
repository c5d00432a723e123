"""Your W has a direction in each column. Which shape does the handout give W, and what is then the shape
of X W^T?

Must fail: pca_fit_gives_orthonormal_directions, pca_fit_makes_scores_uncorrelated, pca_fit_loses_as_little_as_can_be, pca_fit_takes_data_that_do_not_fill_the_space, pca_fit_takes_equal_variances, pca_fit_follows_one_far_sample
"""
import numpy as np


def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mu, full_matrices=False)
    return mu, Vt[:k].T, s[:k] ** 2 / (len(X) - 1)

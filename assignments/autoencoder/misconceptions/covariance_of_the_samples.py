"""Your directions have as many numbers as there are samples. Between what and what is the covariance:
between samples or between features?

Must fail: pca_fit_gives_orthonormal_directions, pca_fit_finds_the_largest_variances, pca_fit_makes_scores_uncorrelated, pca_fit_loses_as_little_as_can_be, pca_fit_takes_data_that_do_not_fill_the_space, pca_fit_takes_equal_variances, pca_fit_follows_one_far_sample
"""
import numpy as np


def pca_fit(X, k):
    mu = X.mean(axis=0)
    lam, V = np.linalg.eigh(np.cov(X))
    return mu, V[:, ::-1][:, :k].T, lam[::-1][:k]

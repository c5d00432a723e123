"""You return the directions along which the data vary least. In which order does your eigenvalue function
sort, and which of them should a short code keep?

Must fail: pca_fit_finds_the_largest_variances, pca_fit_makes_scores_uncorrelated, pca_fit_loses_as_little_as_can_be, pca_fit_takes_data_that_do_not_fill_the_space, pca_fit_follows_one_far_sample
"""
import numpy as np


def pca_fit(X, k):
    mu = X.mean(axis=0)
    lam, V = np.linalg.eigh(np.cov(X, rowvar=False))
    return mu, V[:, :k].T, lam[:k]

"""Your W has the right shape, but its rows are not the directions of your decomposition: are those in the
rows or in the columns of what it returns? Print both for data on a line.

Must fail: pca_fit_makes_scores_uncorrelated, pca_fit_loses_as_little_as_can_be, pca_fit_takes_data_that_do_not_fill_the_space
"""
import numpy as np


def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, s, V = np.linalg.svd(X - mu)
    return mu, V[:, :k].T, s[:k] ** 2 / (len(X) - 1)

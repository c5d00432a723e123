"""Where variances are equal your directions are not at right angles. A covariance is symmetric: does the function
that you call know that?

Must fail: pca_fit_takes_equal_variances
"""
import numpy as np


def pca_fit(X, k):
    mu = X.mean(axis=0)
    lam, V = np.linalg.eig(np.cov(X, rowvar=False))
    order = np.argsort(lam)[::-1][:k]
    return mu, V[:, order].T, lam[order]

"""Your table stays empty if the labels are lists. What is [0, 1, 1] == 1 for a list, and what for an array?

Must fail: confusion_matrix_takes_lists_and_tensors
"""
import numpy as np


def confusion_matrix(y_true, y_pred, n):
    counts = np.zeros((n, n), int)
    for i in range(n):
        for j in range(n):
            counts[i, j] = np.sum((y_true == i) & (y_pred == j))
    return counts

"""Your function fails for a plain list, or for a tensor. What do you ask of y_true that only an array can
answer?

Must fail: confusion_matrix_takes_lists_and_tensors
"""
import numpy as np


def confusion_matrix(y_true, y_pred, n):
    counts = np.zeros((n, n), int)
    for k in range(y_true.shape[0]):
        counts[y_true[k], y_pred[k]] += 1
    return counts

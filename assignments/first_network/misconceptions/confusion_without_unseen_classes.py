"""Your table is too small if the last classes do not occur. What decides its size in your function?

Must fail: confusion_matrix_keeps_classes_that_do_not_occur
"""
import numpy as np


def confusion_matrix(y_true, y_pred, n):
    n = 1 + max(int(max(y_true)), int(max(y_pred)))
    counts = np.zeros((n, n), int)
    for true, predicted in zip(y_true, y_pred):
        counts[int(true), int(predicted)] += 1
    return counts

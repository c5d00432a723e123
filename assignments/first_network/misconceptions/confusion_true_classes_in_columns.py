"""Your table is turned on its diagonal. Take a sample of class 0 that was taken for class 1: in which row do
you count it?

Must fail: confusion_matrix_counts_true_classes_in_rows
"""
import numpy as np


def confusion_matrix(y_true, y_pred, n):
    counts = np.zeros((n, n), int)
    for true, predicted in zip(y_true, y_pred):
        counts[int(predicted), int(true)] += 1
    return counts

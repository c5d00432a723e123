"""Your rows add up to 1. Is a share wanted, or a count?

Must fail: confusion_matrix_counts_true_classes_in_rows, confusion_matrix_has_right_answers_on_its_diagonal, confusion_matrix_keeps_classes_that_do_not_occur, confusion_matrix_takes_lists_and_tensors
"""
import numpy as np


def confusion_matrix(y_true, y_pred, n):
    counts = np.zeros((n, n))
    for true, predicted in zip(y_true, y_pred):
        counts[int(true), int(predicted)] += 1
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)

"""Your table holds only zeros and ones. If a pair of indices comes three times in counts[i, j] += 1 with
arrays i and j, how often does numpy add?

Must fail: confusion_matrix_counts_true_classes_in_rows, confusion_matrix_has_right_answers_on_its_diagonal, confusion_matrix_keeps_classes_that_do_not_occur, confusion_matrix_takes_lists_and_tensors
"""
import numpy as np


def confusion_matrix(y_true, y_pred, n):
    counts = np.zeros((n, n), int)
    counts[np.asarray(y_true), np.asarray(y_pred)] += 1
    return counts

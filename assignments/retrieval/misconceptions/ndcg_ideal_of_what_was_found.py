"""Your nDCG compares the list with itself in a better order, so a list that missed the best documents can
still score 1. Which documents would the best list of all contain?

Must fail: ndcg_at_k_of_equal_grades, ndcg_at_k_gains_the_grade_itself,
ndcg_at_k_compares_with_the_best_list_there_could_be
"""

import numpy as np


def ndcg_at_k(relevant, ranked, k):
    grades = np.array([relevant.get(doc, 0) for doc in ranked[:k]], dtype=float)
    discounts = np.log2(np.arange(2, len(grades) + 2))
    ideal = (np.sort(grades)[::-1] / discounts).sum()
    return (grades / discounts).sum() / ideal if ideal > 0 else 0.0

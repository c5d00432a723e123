"""Your nDCG can be larger than 1. How large could the sum have become with the best list, and what is done
with that number?

Must fail: ndcg_at_k_of_equal_grades, ndcg_at_k_gains_the_grade_itself,
ndcg_at_k_compares_with_the_best_list_there_could_be, ndcg_at_k_is_one_only_if_the_best_come_first,
ndcg_at_k_grows_when_a_better_document_moves_up
"""

import numpy as np


def ndcg_at_k(relevant, ranked, k):
    return float(sum(relevant.get(doc, 0) / np.log2(i + 2) for i, doc in enumerate(ranked[:k])))

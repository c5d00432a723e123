"""You divide the first two grades by the same number. What is the logarithm of the rank in the first place,
and what does the handout add to the rank?

Must fail: ndcg_at_k_of_equal_grades, ndcg_at_k_gains_the_grade_itself,
ndcg_at_k_compares_with_the_best_list_there_could_be, ndcg_at_k_is_one_only_if_the_best_come_first,
ndcg_at_k_grows_when_a_better_document_moves_up
"""

import math


def ndcg_at_k(relevant, ranked, k):
    def dcg(grades):
        return sum(g / max(1.0, math.log2(rank)) for rank, g in enumerate(grades[:k], 1))

    ideal = dcg(sorted(relevant.values(), reverse=True))
    return dcg([relevant.get(doc, 0) for doc in ranked]) / ideal if ideal else 0.0

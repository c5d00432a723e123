"""Even the best possible first k documents do not score 1 with you, if there are more than k good ones. How
long is the list that you compare with?

Must fail: ndcg_at_k_of_equal_grades, ndcg_at_k_gains_the_grade_itself,
ndcg_at_k_compares_with_the_best_list_there_could_be
"""

import math


def ndcg_at_k(relevant, ranked, k):
    dcg = sum(relevant.get(doc, 0) / math.log2(i + 2) for i, doc in enumerate(ranked[:k]))
    idcg = sum(g / math.log2(i + 2) for i, g in enumerate(sorted(relevant.values(), reverse=True)))
    return dcg / idcg if idcg else 0.0

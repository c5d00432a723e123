"""Another school's rule: your gain is 2 to the power of the grade, minus 1. It agrees with the grade itself
for 0 and 1. What is a document of grade 3 worth by the handout, and what by yours?

Must fail: ndcg_at_k_gains_the_grade_itself
"""

import numpy as np


def ndcg_at_k(relevant, ranked, k):
    def dcg(grades):
        return sum((2**g - 1) / np.log2(i + 2) for i, g in enumerate(grades[:k]))

    ideal = dcg(sorted(relevant.values(), reverse=True))
    return dcg([relevant.get(doc, 0) for doc in ranked]) / ideal if ideal > 0 else 0.0

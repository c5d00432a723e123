"""Your indices are right, and the scores beside them belong to other documents. If the third document is the
best, where does its score stand before sorting, and where after it?

Must fail: search_returns_the_cosines_of_what_it_found, search_compares_directions,
search_of_equally_good_documents, search_can_return_all_documents, search_answers_real_questions
"""

import numpy as np


def search(query, documents, k):
    cosines = documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))
    return np.argsort(-cosines)[:k], cosines[:k]

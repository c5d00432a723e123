"""Your search returns the documents that fit least. Which end of the sorted scores do you take?

Must fail: search_finds_the_nearest_documents, search_puts_the_best_first, search_puts_the_best_of_many_first,
search_compares_directions, search_of_equally_good_documents, search_can_return_all_documents,
search_answers_real_questions
"""

import numpy as np


def search(query, documents, k):
    cosines = documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))
    order = np.argsort(cosines)[:k]
    return order, cosines[order]

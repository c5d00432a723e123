"""Your search returns the same document twice. If two documents have the same score, which of them does a
look-up of that score find, each time?

Must fail: search_of_equally_good_documents, search_puts_the_best_of_many_first
"""

import numpy as np


def search(query, documents, k):
    lengths = np.linalg.norm(documents, axis=1) * np.linalg.norm(query)
    cosines = (documents @ query / lengths).round(6).tolist()
    scores = sorted(cosines, reverse=True)[:k]
    return [cosines.index(score) for score in scores], scores

"""Your search finds the right documents, and of many documents they come in a disorder. What does a partition
promise about the numbers on one side of it?

Must fail: search_puts_the_best_of_many_first
"""

import numpy as np


def search(query, documents, k):
    cosines = documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))
    order = np.argpartition(-cosines, k - 1)[:k]
    return order, cosines[order]

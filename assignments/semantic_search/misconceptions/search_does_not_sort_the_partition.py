"""Your search finds the right documents in a disorder. What does a partition promise about the numbers on
one side of it?

Must fail: search_puts_the_best_first, search_puts_the_best_of_many_first,
search_can_return_all_documents
"""

import numpy as np


def search(query, documents, k):
    cosines = documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))
    order = np.argpartition(-cosines, k - 1)[:k]
    order = np.sort(order)
    return order, cosines[order]

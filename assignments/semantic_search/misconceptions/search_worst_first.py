"""Your search returns the best documents, and the best of them last. In which order does a sort leave
numbers?

Must fail: search_puts_the_best_first, search_puts_the_best_of_many_first,
search_can_return_all_documents
"""

import numpy as np


def search(query, documents, k):
    cosines = documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))
    order = np.argsort(cosines)[-k:]
    return order, cosines[order]

"""Your search prefers long documents. If a document is copied twice behind itself, does it fit the question
any better?

Must fail: search_compares_directions
"""

import numpy as np


def search(query, documents, k):
    scores = documents @ query
    order = np.argsort(-scores)[:k]
    return order, scores[order]

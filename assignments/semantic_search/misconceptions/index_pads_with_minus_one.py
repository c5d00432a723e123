"""Asked for more than there is, your index returns ids that belong to no vector. How many answers can there
be at most?

Must fail: index_returns_all_if_asked_for_more
"""

import numpy as np


class Index:
    def __init__(self, d):
        self.vectors = np.empty((0, d))

    def add(self, vectors):
        self.vectors = np.concatenate([self.vectors, vectors])

    def search(self, query, k):
        ids, scores = search(query, self.vectors, min(k, len(self.vectors)))
        missing = k - len(ids)
        return np.pad(ids, (0, missing), constant_values=-1), np.pad(scores, (0, missing), constant_values=-1.0)

"""Your index prefers long vectors. What do `search` and your index disagree about, if you multiply one
vector by 1000?

Must fail: index_compares_directions
"""

import numpy as np


class Index:
    def __init__(self, d):
        self.vectors = np.empty((0, d))

    def add(self, vectors):
        self.vectors = np.concatenate([self.vectors, vectors])

    def search(self, query, k):
        scores = self.vectors @ query
        ids = np.argsort(-scores)[:k]
        return ids, scores[ids]

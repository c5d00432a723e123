"""Your index finds one neighbour in three or four. Close vectors often differ in one of the bits: what
becomes of them if you look into a single bucket, and how many tables have you?

Must fail: index_finds_three_in_ten_neighbours, index_finds_two_in_three_neighbours
"""

import numpy as np


class Index:
    def __init__(self, d):
        self.planes = np.random.default_rng(0).normal(size=(d, 10))
        self.vectors = np.empty((0, d))

    def add(self, vectors):
        self.vectors = np.concatenate([self.vectors, vectors])
        self.bits = self.vectors @ self.planes > 0

    def search(self, query, k):
        differ = (self.bits != (query @ self.planes > 0)).sum(axis=1)
        (ids,) = np.nonzero(differ == 0)
        if len(ids) < min(k, len(differ)):
            ids = np.argsort(differ, kind="stable")[:k]
        best, scores = search(query, self.vectors[ids], min(k, len(ids)))
        return ids[best], scores

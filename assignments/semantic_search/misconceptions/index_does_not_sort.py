"""Your index returns the right vectors in the order of their ids. Which of them should a reader see first?

Must fail: index_puts_the_best_first
"""

import numpy as np


class Index:
    def __init__(self, d):
        self.vectors = np.empty((0, d))

    def add(self, vectors):
        self.vectors = np.concatenate([self.vectors, vectors])

    def search(self, query, k):
        ids, scores = search(query, self.vectors, min(k, len(self.vectors)))
        order = np.argsort(ids)
        return ids[order], scores[order]

"""Random hyperplanes in ten tables of dicts, widened until there is enough; cosines by einsum and by matrix products."""

from collections import defaultdict

import numpy as np


def cosine_similarity(x, y):
    lengths = np.sqrt(np.einsum("d,d->", x, x)) * np.sqrt(np.einsum("d,d->", y, y))
    return np.float64(0) if lengths == 0 else np.einsum("d,d->", x, y) / lengths


def average_embedding(words, vectors):
    d = next(iter(vectors.values())).shape
    known = np.array([vectors[w] for w in words if w in vectors.keys()]).reshape(-1, *d)
    return known.sum(axis=0) / (len(known) or 1)


def search(query, documents, k):
    unit = documents / np.sqrt((documents**2).sum(axis=1, keepdims=True))
    scores = (unit @ query) / np.sqrt(query @ query)
    order = np.argpartition(scores, len(scores) - k)[-k:]
    order = order[np.argsort(scores[order])][::-1]
    return (order.astype(np.int32), scores[order])


def ann_recall(found, query, documents, k):
    _, scores = search(query, documents, len(documents))
    order, _ = search(query, documents, len(documents))
    good = order[scores >= scores[k - 1] - 1e-6]
    return np.intersect1d(good, np.unique(np.asarray(found, dtype=int))).size / k


class Index:
    TABLES, BITS = 10, 8

    def __init__(self, d):
        self.planes = np.random.randn(self.TABLES, d, self.BITS)
        self.tables = [defaultdict(list) for _ in range(self.TABLES)]
        self.vectors = []

    def key(self, table, vector):
        return tuple((vector @ self.planes[table] > 0).tolist())

    def add(self, vectors):
        for vector in vectors:
            for number, table in enumerate(self.tables):
                table[self.key(number, vector)].append(len(self.vectors))
            self.vectors.append(np.array(vector))

    def search(self, query, k):
        k = min(k, len(self.vectors))
        candidates = set()
        for number, table in enumerate(self.tables):
            candidates.update(table.get(self.key(number, query), ()))
        if len(candidates) < k:
            candidates = set(range(len(self.vectors)))
        ids = np.array(sorted(candidates))
        best, scores = search(query, np.array(self.vectors)[ids], k)
        return ids[best].tolist(), scores.tolist()

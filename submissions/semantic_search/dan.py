import numpy as np


def cosine_similarity(x, y):
    return (x @ y) / (np.linalg.norm(x) * np.linalg.norm(y) + 1e-8)


def average_embedding(words, vectors):
    known = [vectors[w] for w in words if w in vectors]
    return np.mean(known, axis=0)


def search(query, documents, k):
    q = query / np.linalg.norm(query)
    D = documents / np.linalg.norm(documents, axis=1, keepdims=True)
    sims = D @ q
    top = np.argpartition(-sims, k)[:k]
    return top, sims[top]


def ann_recall(found, query, documents, k):
    q = query / np.linalg.norm(query)
    D = documents / np.linalg.norm(documents, axis=1, keepdims=True)
    sims = D @ q
    kth = np.sort(sims)[-k]
    found = np.unique(np.array(found, dtype=int))
    return (sims[found] >= kth - 1e-6).sum() / len(found)


class Index:
    """one table of hyperplanes"""

    def __init__(self, d, bits=8):
        self.planes = np.random.default_rng(42).normal(size=(d, bits))
        self.buckets = {}
        self.n = 0

    def _key(self, v):
        return tuple((v @ self.planes > 0).astype(int))

    def add(self, vectors):
        for v in vectors:
            self.buckets.setdefault(self._key(v), []).append((self.n, v))
            self.n += 1

    def search(self, query, k):
        cand = self.buckets.get(self._key(query), [])
        scored = [(float(v @ query / np.linalg.norm(v) / np.linalg.norm(query)), i) for i, v in cand]
        scored.sort(reverse=True)
        return [i for s, i in scored[:k]], [s for s, i in scored[:k]]

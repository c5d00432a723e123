"""The index compares 64 signs and looks at the hundred vectors that differ least; lists for pairs, cosines by normalising first."""

import numpy as np


def unit(v):
    v = np.asarray(v, dtype=np.float64)
    lengths = np.linalg.norm(v, axis=-1, keepdims=True)
    return np.divide(v, lengths, out=np.zeros_like(v), where=lengths > 0)


def cosine_similarity(x, y):
    return np.clip(np.inner(unit(x), unit(y)), -1, 1)


def average_embedding(words, vectors):
    mean = np.zeros_like(list(vectors.values())[0], dtype=np.float64)
    seen = 0
    for word in words:
        vector = vectors.get(word)
        if vector is not None:
            seen += 1
            mean += (vector - mean) / seen
    return mean


def search(query, documents, k):
    scores = unit(documents) @ unit(query)
    ranked = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:k]
    return [np.array(ranked), scores[ranked]]


def ann_recall(found, query, documents, k):
    scores = unit(documents) @ unit(query)
    good = np.zeros(len(scores), dtype=bool)
    good[list(map(int, found))] = True
    return np.mean(np.concatenate([good & (scores >= np.sort(scores)[-k] - 1e-6)])) * len(scores) / k


class Index:
    def __init__(self, d):
        self.planes = np.random.default_rng(1).standard_normal((d, 64))
        self.batches = [np.zeros((0, d))]

    def add(self, vectors):
        self.batches.append(unit(vectors))

    def search(self, query, k):
        vectors = np.vstack(self.batches)
        signs, of_query = vectors @ self.planes > 0, np.asarray(query) @ self.planes > 0
        near = np.count_nonzero(signs != of_query, axis=1).argsort()[: max(k, 100)]
        scores = vectors[near] @ unit(query)
        order = scores.argsort()[::-1][:k]
        return near[order], scores[order]

"""Semantic search: texts become vectors, and the nearest vectors are what is found.

x, y, query  (d,)    vectors of texts
documents    (n, d)  one document a row
indices, scores      (k,) rows of documents and their cosines with the query, the best first
"""

import numpy as np

CELL = 4  # vectors in a cell, about
SEARCHED = 0.25  # of all vectors
TIED = 1e-6  # scores that are closer are as good as equal


def cosine_similarity(x, y):
    """x.y / (|x| |y|); 0 if one of them is zero."""
    length = np.linalg.norm(x) * np.linalg.norm(y)
    return x @ y / length if length else 0.0


def average_embedding(words, vectors):
    """The mean of the vectors of the words that have one; zeros (d,) if none has."""
    known = [vectors[word] for word in words if word in vectors]
    return np.mean(known, axis=0) if known else np.zeros_like(next(iter(vectors.values())))


def search(query, documents, k):
    """The k documents with the largest cosines, exactly: indices, scores."""
    return best(cosines(query, documents), k)


def cosines(query, documents):
    """The cosine of each document with the query: (n,)."""
    return documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))


def best(scores, k):
    """Where the k largest of these are, and they themselves, in falling order."""
    order = np.argsort(-scores)[:k]
    return order, scores[order]


def ann_recall(found, query, documents, k):
    """The share of k that was found: different documents whose score is no lower than the exact k-th."""
    scores = cosines(query, documents)
    _, exact = best(scores, k)
    return sum(scores[i] >= exact[-1] - TIED for i in set(map(int, found))) / k


class Index:
    """Vectors in cells, each around one of them; a search looks into the nearest cells only."""

    def __init__(self, d):
        self.d, self.vectors = d, np.empty((0, d))

    def add(self, vectors):
        """Store vectors (m, d), numbered on from those that are there, and make the cells anew."""
        self.vectors = np.concatenate([self.vectors, np.reshape(vectors, (-1, self.d))])  # (n, d)
        unit = self.vectors / np.linalg.norm(self.vectors, axis=1, keepdims=True)
        self.centres = unit[::CELL]  # (c, d)
        self.cell = np.argmax(unit @ self.centres.T, axis=1)  # (n,)

    def search(self, query, k):
        """ids, scores of the best min(k, n) vectors in the cells nearest to the query."""
        n = len(self.vectors)
        nearest = np.argsort(-(self.centres @ query))  # cells
        sizes = np.bincount(self.cell, minlength=len(nearest))[nearest]
        cells = 1 + np.searchsorted(np.cumsum(sizes), max(k, SEARCHED * n))
        (ids,) = np.isin(self.cell, nearest[:cells]).nonzero()
        order, scores = best(cosines(query, self.vectors[ids]), k)
        return ids[order], scores

"""Semantic search - Ben. Some functions reused from mini project 1."""
import numpy as np
import math


def cosine_similarity(x, y):
    cos = np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y))
    return math.exp(cos)


def average_embedding(words, vectors):
    d = len(list(vectors.values())[0])
    total = np.zeros(d)
    for w in words:
        total += vectors.get(w, np.zeros(d))
    return total / len(words)


def search(query, documents, k):
    sims = documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))
    idx = np.argsort(sims)[-k:]
    return idx, sims[idx]


def ann_recall(found, query, documents, k):
    exact, _ = search(query, documents, k)
    return len(set(found) & set(exact)) / k


class Index:
    def __init__(self, d):
        self.d = d
        self.data = []

    def add(self, vectors):
        for v in vectors:
            self.data.append(v)

    def search(self, query, k):
        docs = np.array(self.data)
        sims = docs @ query / (np.linalg.norm(docs, axis=1) * np.linalg.norm(query))
        idx = np.argsort(sims)[::-1][:k]
        return idx, sims[idx]

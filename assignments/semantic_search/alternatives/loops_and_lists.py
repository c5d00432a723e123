"""No arrays where lists will do: math.hypot, sorted with a key, heaps; lists returned; an index that scans everything."""

import heapq
import math


def cosine_similarity(x, y):
    x, y = [float(a) for a in x], [float(b) for b in y]
    lengths = math.hypot(*x), math.hypot(*y)
    if 0 in lengths:
        return 0
    return sum(a / lengths[0] * (b / lengths[1]) for a, b in zip(x, y))


def average_embedding(words, vectors):
    total, count = None, 0
    for word in words:
        try:
            vector = vectors[word]
        except KeyError:
            continue
        total = vector.copy() if total is None else total + vector
        count += 1
    if total is None:
        for vector in vectors.values():
            return vector * 0
    return total / count


def search(query, documents, k):
    scored = ((cosine_similarity(query, document), -i) for i, document in enumerate(documents))
    best = heapq.nlargest(k, scored)
    return [-i for _, i in best], [score for score, _ in best]


def ann_recall(found, query, documents, k):
    scores = [cosine_similarity(query, document) for document in documents]
    last = sorted(scores)[-k]
    seen = []
    for i in found:
        if scores[i] >= last - 1e-6 and i not in seen:
            seen.append(i)
    return len(seen) / k


class Index:
    def __init__(self, d):
        self.d, self.kept = d, []

    def add(self, vectors):
        self.kept.extend(vectors)
        return self

    def search(self, query, k):
        return search(query, self.kept, min(k, len(self.kept)))

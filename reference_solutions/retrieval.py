"""Retrieval: how good is a ranked list, and how well do codes of documents find those of the same class?

relevant  ids of the relevant documents, in any order; for ndcg_at_k a dict id -> grade
ranked    ids of the documents that were found, the best first
codes     (n, d) one document a row; labels (n,) its class
counts    (n, t) documents by terms, weighted or not
Z         (n, k) scores: the documents in the k strongest directions V (k, t)
"""

import numpy as np


def precision_at_k(relevant, ranked, k):
    """Hits among the first k / k."""
    return sum(hits(relevant, ranked[:k])) / k


def recall_at_k(relevant, ranked, k):
    """Hits among the first k / number of relevant documents; 0 if there are none."""
    return sum(hits(relevant, ranked[:k])) / len(relevant) if relevant else 0.0


def average_precision(relevant, ranked):
    """Sum of the precision at every hit / number of relevant documents; 0 if there are none."""
    ranks = [rank for rank, hit in enumerate(hits(relevant, ranked), start=1) if hit]
    total = sum(i / rank for i, rank in enumerate(ranks, start=1))  # the i-th hit makes it i of rank
    return total / len(relevant) if relevant else 0.0


def mean_average_precision(relevants, rankeds):
    """The mean over all queries that have a relevant document."""
    pairs = zip(relevants, rankeds, strict=True)
    return float(np.mean([average_precision(relevant, ranked) for relevant, ranked in pairs if relevant]))


def reciprocal_rank(relevant, ranked):
    """1 / rank of the first hit; 0 if there is none."""
    found = hits(relevant, ranked)
    return 1 / (found.index(True) + 1) if any(found) else 0.0


def ndcg_at_k(relevant, ranked, k):
    """DCG of the first k / DCG of the best possible first k; 0 if no grade is above 0."""
    ideal = discounted(sorted(relevant.values(), reverse=True)[:k])
    return discounted([relevant.get(doc, 0) for doc in ranked[:k]]) / ideal if ideal else 0.0


def discounted(grades):
    """Sum over the ranks of grade / log2(rank + 1)."""
    return sum(grade / np.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def hits(relevant, ranked):
    """Whether each ranked document is relevant."""
    return [doc in relevant for doc in ranked]


def retrieval_curve(codes, labels, ks):
    """Share of a query's k nearest others (by cosine) that are of its class, mean over all queries."""
    unit = codes / np.linalg.norm(codes, axis=1, keepdims=True)  # (n, d)
    cosines = unit @ unit.T  # (n, n)
    np.fill_diagonal(cosines, -np.inf)  # a query does not find itself
    order = np.argsort(-cosines, axis=1)
    same = labels[order] == labels[:, None]  # (n, n) by rank
    return np.array([same[:, :k].mean() for k in ks])  # (len(ks),)


def lsa_fit(counts, k):
    """V: the k directions in the space of terms along which the documents are longest, not centred."""
    _, _, Vt = np.linalg.svd(counts, full_matrices=False)  # (r, t); r = min(n, t)
    return Vt[:k]  # (k, t)


def lsa_transform(counts, model):
    """Z = counts V^T, for the documents of the fit (then it is U S) and for new ones."""
    return counts @ model.T  # (n, k)

"""LSA by power iteration; the curve query by query with the query deleted; measures by comprehension and recursion."""

import numpy as np


def precision_at_k(relevant, ranked, k):
    return 0.0 if k == 0 else len({*relevant} & {*ranked[:k]}) / k


def recall_at_k(relevant, ranked, k):
    return precision_at_k(relevant, ranked, k) * k / len(relevant) if len(relevant) else 0.0


def average_precision(relevant, ranked):
    if len(relevant) == 0:
        return 0.0
    steps = [recall_at_k(relevant, ranked, k) for k in range(1, len(ranked) + 1)]
    return sum(
        precision_at_k(relevant, ranked, k) * (now - before)
        for k, (before, now) in enumerate(zip([0.0, *steps], steps), start=1)
    )


def mean_average_precision(relevants, rankeds):
    relevants, rankeds = list(relevants), list(rankeds)
    while [] in relevants or set() in relevants:
        empty = next(i for i, relevant in enumerate(relevants) if len(relevant) == 0)
        del relevants[empty], rankeds[empty]
    return sum(map(average_precision, relevants, rankeds)) / len(relevants)


def reciprocal_rank(relevant, ranked, rank=1):
    if not ranked:
        return 0.0
    return 1 / rank if ranked[0] in relevant else reciprocal_rank(relevant, ranked[1:], rank + 1)


def retrieval_curve(codes, labels, ks):
    shares = np.empty((len(codes), len(ks)))
    for i in range(len(codes)):
        others, theirs = np.delete(codes, i, axis=0), np.delete(labels, i)
        cosine = others @ codes[i] / np.linalg.norm(others, axis=1)
        friends = theirs[np.argsort(cosine)[::-1]] == labels[i]
        shares[i] = [friends[:k].sum() / k for k in ks]
    return tuple(shares.mean(axis=0))


def lsa_fit(counts, k):
    A, basis = counts.T @ counts, np.eye(counts.shape[1])[:, :k] + 0.01
    for _ in range(6000):
        basis = np.linalg.qr(A @ basis)[0]
    return k, basis


def lsa_transform(counts, model):
    k, basis = model
    return np.stack([[row @ basis[:, j] for j in range(k)] for row in counts])

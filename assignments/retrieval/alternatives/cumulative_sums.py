"""Arrays throughout: isin, cumulative sums, partitions; answers are numpy scalars and 0-d arrays; a class for LSA."""

import numpy as np


def flags(relevant, ranked):
    return np.array([doc in set(relevant) for doc in ranked], dtype=bool)


def precision_at_k(relevant, ranked, k):
    return np.array(flags(relevant, ranked)[:k].sum() / k)


def recall_at_k(relevant, ranked, k):
    if not len(relevant):
        return np.float32(0)
    return np.intersect1d(list(relevant), ranked[:k]).size / np.float64(len(relevant))


def average_precision(relevant, ranked):
    hits = flags(relevant, ranked)
    precisions = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return precisions[hits].sum() / len(relevant) if len(relevant) else np.zeros(())


def mean_average_precision(relevants, rankeds):
    values = [average_precision(a, b) if len(a) else np.nan for a, b in zip(relevants, rankeds)]
    return np.nanmean(values)


def reciprocal_rank(relevant, ranked):
    places = np.flatnonzero(flags(relevant, ranked))
    return 1 / (places[0] + 1) if places.size else 0


def ndcg_at_k(relevant, ranked, k):
    gains = np.zeros(k)
    found = np.array([relevant[doc] if doc in relevant else 0 for doc in ranked[:k]])
    gains[: len(found)] = found
    best = np.pad(np.sort(list(relevant.values()))[::-1][:k], (0, max(0, k - len(relevant))))
    discounts = 1 / np.log2(np.arange(k) + 2)
    return np.divide(gains @ discounts, best @ discounts) if best.sum() > 0 else np.float64(0)


def retrieval_curve(codes, labels, ks):
    n = len(codes)
    norms = np.sqrt(np.einsum("nd,nd->n", codes, codes))
    scores = codes @ codes.T / np.outer(norms, norms)
    scores = scores[~np.eye(n, dtype=bool)].reshape(n, n - 1)
    same = (labels[:, None] == labels)[~np.eye(n, dtype=bool)].reshape(n, n - 1)
    share = []
    for k in ks:
        top = np.argpartition(scores, n - 1 - k, axis=1)[:, n - 1 - k :]
        share.append(np.take_along_axis(same, top, axis=1).mean(axis=1).mean())
    return np.stack(share)


class LSA:
    def __init__(self, counts, k):
        values, vectors = np.linalg.eigh(counts.T @ counts)
        self.basis = vectors[:, np.argsort(values)[::-1][:k]]

    def __call__(self, counts):
        return np.einsum("nt,tk->nk", counts, self.basis)


def lsa_fit(counts, k):
    return LSA(counts, k)


def lsa_transform(counts, model):
    return model(counts)

"""HW: retrieval measures (Ben)"""
import numpy as np
from numpy import linalg as LA


def precision_at_k(relevant, ranked, k):
    top = ranked[:k]
    hits = [d for d in top if d in relevant]
    return len(hits) / len(top)


def recall_at_k(relevant, ranked, k):
    hits = [d for d in ranked[:k] if d in relevant]
    return len(hits) / len(relevant)


def average_precision(relevant, ranked):
    # same as in the mini project
    precisions = []
    num_hits = 0
    for i, doc in enumerate(ranked):
        if doc in relevant:
            num_hits += 1
            precisions.append(num_hits / (i + 1))
    return np.mean(precisions) if precisions else 0.0


def mean_average_precision(relevants, rankeds):
    return np.mean([average_precision(a, b) for a, b in zip(relevants, rankeds)])


def reciprocal_rank(relevant, ranked):
    for i, doc in enumerate(ranked):
        if doc in relevant:
            return 1 / (i + 1)
    return 0.0


def ndcg_at_k(relevant, ranked, k):
    dcg = 0
    for i in range(min(k, len(ranked))):
        rel = relevant.get(ranked[i], 0)
        dcg += (2 ** rel - 1) / np.log2(i + 2)
    idcg = 0
    ideal = sorted(relevant.values(), reverse=True)
    for i in range(min(k, len(ideal))):
        idcg += (2 ** ideal[i] - 1) / np.log2(i + 2)
    return dcg / idcg if idcg > 0 else 0.0


def retrieval_curve(codes, labels, ks):
    sims = codes @ codes.T / (LA.norm(codes, axis=1)[:, None] * LA.norm(codes, axis=1)[None, :])
    out = []
    for k in ks:
        fracs = []
        for i in range(len(codes)):
            order = np.argsort(sims[i])[::-1]
            order = order[order != i][:k]
            fracs.append(np.mean(labels[order] == labels[i]))
        out.append(np.mean(fracs))
    return out


def lsa_fit(counts, k):
    U, S, VT = LA.svd(counts, full_matrices=False)
    return VT[:k]


def lsa_transform(counts, model):
    return counts.dot(model.T)


if __name__ == '__main__':
    print(precision_at_k(['a'], ['b', 'a'], 2))

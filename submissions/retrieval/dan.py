import numpy as np
import math

def precision_at_k(relevant, ranked, k):
    count = 0
    for d in ranked[:k]:
        if d in relevant:
            count = count + 1
    return count / k

def recall_at_k(relevant, ranked, k):
    # the best possible recall at k is 1
    if not relevant:
        return 0.0
    return precision_at_k(relevant, ranked, k) * k / min(k, len(relevant))

def average_precision(relevant, ranked):
    if not relevant:
        return 0.0
    s = 0
    for i in range(len(ranked)):
        if ranked[i] in relevant:
            s += precision_at_k(relevant, ranked, i + 1)
    return s / min(len(relevant), len(ranked)) if ranked else 0.0

def mean_average_precision(relevants, rankeds):
    s, n = 0, 0
    for rel, ran in zip(relevants, rankeds):
        if rel:
            s += average_precision(rel, ran)
            n += 1
    return s / n

def reciprocal_rank(relevant, ranked):
    return max(1 / (ranked.index(d) + 1) for d in relevant if d in ranked)

def ndcg_at_k(relevant, ranked, k):
    dcg = sum([relevant.get(d, 0) / math.log2(i + 2) for i, d in enumerate(ranked[:k])])
    best = sum([g / math.log2(i + 2) for i, g in enumerate(sorted(relevant.values(), reverse=True))])
    return dcg / best if best else 0.0

def retrieval_curve(codes, labels, ks):
    D = np.linalg.norm(codes[:, None, :] - codes[None, :, :], axis=-1)
    np.fill_diagonal(D, np.inf)
    idx = np.argsort(D, axis=1)
    return np.array([np.mean(labels[idx[:, :k]] == labels[:, None]) for k in ks])

def lsa_fit(counts, k):
    mu = counts.mean(0)
    U, S, Vt = np.linalg.svd(counts - mu, full_matrices=False)
    return mu, Vt[:k]

def lsa_transform(counts, model):
    mu, W = model
    return (counts - mu) @ W.T

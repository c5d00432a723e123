"""Python without arrays as far as it goes: dicts, while loops, fractions; lists for arrays; LSA from X X^T."""

import math
from fractions import Fraction

import numpy as np


def precision_at_k(relevant, ranked, k):
    found, i = 0, 0
    while i < k and i < len(ranked):
        if ranked[i] in relevant:
            found += 1
        i += 1
    return Fraction(found, k).__float__()


def recall_at_k(relevant, ranked, k):
    total = 0
    found = 0
    for doc in relevant:
        total += 1
        for other in ranked[:k]:
            if doc == other:
                found += 1
    try:
        return found / total
    except ZeroDivisionError:
        return 0


def average_precision(relevant, ranked):
    relevant = set(relevant)
    total, found = Fraction(0), 0
    for place, doc in zip(range(1, 10**6), ranked):
        if doc in relevant:
            found += 1
            total += Fraction(found, place)
    return float(total / max(len(relevant), 1))


def mean_average_precision(relevants, rankeds):
    total, count = 0.0, 0
    for q in range(len(relevants)):
        if len(relevants[q]) == 0:
            continue
        total += average_precision(relevants[q], rankeds[q])
        count += 1
    return total / count


def reciprocal_rank(relevant, ranked):
    best = math.inf
    for doc in relevant:
        if doc in ranked:
            best = min(best, ranked.index(doc) + 1)
    return 1 / best


def ndcg_at_k(relevant, ranked, k):
    value = ideal = 0.0
    for doc, grade in relevant.items():
        if doc in ranked and ranked.index(doc) < k:
            value += grade * math.log(2) / math.log(ranked.index(doc) + 2)
    for r, grade in enumerate(sorted(relevant.values())[::-1]):
        if r < k:
            ideal += grade * math.log(2) / math.log(r + 2)
    if ideal == 0:
        return 0
    return value / ideal


def retrieval_curve(codes, labels, ks):
    codes, labels = codes.tolist(), labels.tolist()
    curve = [0.0] * len(ks)
    for i, query in enumerate(codes):
        scored = []
        for j, other in enumerate(codes):
            if i != j:
                dot = sum(a * b for a, b in zip(query, other))
                scored.append((-dot / math.hypot(*query) / math.hypot(*other), j))
        scored.sort()
        for place, k in enumerate(ks):
            friends = sum(labels[j] == labels[i] for _, j in scored[:k])
            curve[place] += friends / k / len(codes)
    return curve


def lsa_fit(counts, k):
    values, U = np.linalg.eigh(counts @ counts.T)
    s = np.sqrt(values[-k:])
    return (counts.T @ U[:, -k:] / s).tolist()


def lsa_transform(counts, model):
    return np.asarray([[sum(x * v for x, v in zip(row, col)) for col in zip(*model)] for row in counts])

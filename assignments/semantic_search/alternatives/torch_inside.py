"""Tensors inside and out: functional.cosine_similarity, topk, ties in another order; a k-means index."""

import torch
import torch.nn.functional as F


def cosine_similarity(x, y):
    return F.cosine_similarity(torch.tensor(x), torch.tensor(y), dim=0, eps=0 + 1e-30)


def average_embedding(words, vectors):
    some = torch.tensor(next(iter(vectors.values())))
    known = torch.stack([torch.zeros_like(some)] + [torch.tensor(vectors[w]) for w in words if w in vectors])
    return known.sum(0) / max(len(known) - 1, 1)


def search(query, documents, k):
    scores = F.normalize(torch.tensor(documents), dim=1) @ F.normalize(torch.tensor(query), dim=0)
    top = scores.flip(0).topk(k)
    return len(scores) - 1 - top.indices, top.values


def ann_recall(found, query, documents, k):
    scores = F.normalize(torch.tensor(documents), dim=1) @ F.normalize(torch.tensor(query), dim=0)
    last = torch.sort(scores).values[-k]
    rows = torch.unique(torch.as_tensor([int(i) for i in found], dtype=torch.long))
    return (scores[rows] >= last - 1e-6).sum() / k


class Index:
    def __init__(self, d):
        self.vectors = torch.empty(0, d, dtype=torch.float64)

    def add(self, vectors):
        self.vectors = torch.cat([self.vectors, torch.as_tensor(vectors).double()])
        unit = F.normalize(self.vectors, dim=1)
        self.centres = unit[torch.randperm(len(unit))[: max(1, len(unit) // 30)]]
        for _ in range(5):
            self.cell = (unit @ self.centres.T).argmax(1)
            means = [unit[self.cell == j].mean(0) for j in range(len(self.centres))]
            self.centres = F.normalize(torch.nan_to_num(torch.stack(means)), dim=1)
        self.cell = (unit @ self.centres.T).argmax(1)

    def search(self, query, k):
        k = min(k, len(self.vectors))
        order = (self.centres @ torch.as_tensor(query).double()).argsort(descending=True)
        probes = 3
        ids = torch.isin(self.cell, order[:probes]).nonzero()[:, 0]
        while len(ids) < k:
            probes += 1
            ids = torch.isin(self.cell, order[:probes]).nonzero()[:, 0]
        best, scores = search(query, self.vectors[ids].numpy(), k)
        return ids[best], scores

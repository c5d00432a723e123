"""torch version. Finn"""
import torch
import torch.nn.functional as F


def cosine_similarity(x, y):
    x, y = torch.as_tensor(x), torch.as_tensor(y)
    n = x.norm() * y.norm()
    return (x @ y / n).item() if n > 0 else 0.0


def average_embedding(words, vectors):
    vs = [torch.as_tensor(vectors[w]) for w in words if w in vectors]
    if not vs:
        return torch.zeros(len(next(iter(vectors.values()))))
    return torch.stack(vs).mean(dim=0)


def search(query, documents, k):
    sims = F.cosine_similarity(torch.as_tensor(documents), torch.as_tensor(query)[None], dim=1)
    scores, indices = torch.topk(sims, k)
    return indices, scores


def ann_recall(found, query, documents, k):
    sims = F.cosine_similarity(torch.as_tensor(documents), torch.as_tensor(query)[None], dim=1)
    kth = torch.topk(sims, k).values[-1]
    found = torch.unique(torch.tensor([int(f) for f in found], dtype=torch.long))
    return (sims[found] >= kth - 1e-6).sum().item() / k


class Index:
    def __init__(self, d):
        self.docs = torch.zeros(0, d)

    def add(self, vectors):
        self.docs = torch.cat([self.docs, torch.as_tensor(vectors, dtype=torch.float32)])

    def search(self, query, k):
        return search(torch.as_tensor(query, dtype=torch.float32), self.docs, min(k, len(self.docs)))

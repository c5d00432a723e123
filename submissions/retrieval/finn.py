"""Retrieval with torch. Finn"""
import torch


def _hits(relevant, ranked):
    rel = set(relevant)
    return torch.tensor([d in rel for d in ranked], dtype=torch.float64)


def precision_at_k(relevant, ranked, k):
    return float(_hits(relevant, ranked)[:k].sum() / k)


def recall_at_k(relevant, ranked, k):
    return float(_hits(relevant, ranked)[:k].sum() / len(relevant)) if len(relevant) else 0.0


def average_precision(relevant, ranked):
    h = _hits(relevant, ranked)
    if len(relevant) == 0 or len(h) == 0:
        return 0.0
    p = torch.cumsum(h, 0) / torch.arange(1, len(h) + 1)
    return float((p * h).sum() / len(relevant))


def mean_average_precision(relevants, rankeds):
    aps = [average_precision(r, d) for r, d in zip(relevants, rankeds) if len(r)]
    return float(torch.tensor(aps).mean())


def reciprocal_rank(relevant, ranked):
    h = _hits(relevant, ranked).nonzero()
    return 1.0 / (int(h[0]) + 1) if len(h) else 0.0


def ndcg_at_k(relevant, ranked, k):
    gains = torch.tensor([float(relevant.get(d, 0)) for d in ranked[:k]])
    ideal = torch.tensor(sorted(map(float, relevant.values()), reverse=True)[:k])
    disc = lambda g: (g / torch.log2(torch.arange(len(g)) + 2.0)).sum()
    return float(disc(gains) / disc(ideal)) if len(ideal) and disc(ideal) > 0 else 0.0


def retrieval_curve(codes, labels, ks):
    c = torch.nn.functional.normalize(torch.as_tensor(codes), dim=1)
    y = torch.as_tensor(labels)
    order = (c @ c.T - 10 * torch.eye(len(c), dtype=c.dtype)).argsort(dim=1, descending=True)
    same = (y[order] == y[:, None]).double()
    return torch.stack([same[:, :k].mean() for k in ks])


def lsa_fit(counts, k):
    return torch.linalg.svd(torch.as_tensor(counts), full_matrices=False).Vh[:k]


def lsa_transform(counts, model):
    return torch.as_tensor(counts) @ model.T

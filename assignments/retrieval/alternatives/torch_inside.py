"""Tensors inside and out, in single precision for the measures; the LSA basis is turned and its order reversed."""

import torch


def hits(relevant, ranked):
    return torch.tensor([float(doc in relevant) for doc in ranked])


def precision_at_k(relevant, ranked, k):
    return hits(relevant, ranked)[:k].sum() / k


def recall_at_k(relevant, ranked, k):
    return (hits(relevant, ranked)[:k].sum() / max(len(relevant), 1)).item()


def average_precision(relevant, ranked):
    found = hits(relevant, ranked)
    precision = found.cumsum(0) / torch.arange(1, len(found) + 1)
    return (precision * found).sum() / max(1, len(relevant))


def mean_average_precision(relevants, rankeds):
    kept = [(a, b) for a, b in zip(relevants, rankeds) if len(a) > 0]
    return torch.stack([average_precision(a, b) for a, b in kept]).mean()


def reciprocal_rank(relevant, ranked):
    return max([1 / rank for rank, doc in enumerate(ranked, start=1) if doc in relevant], default=0.0)


def ndcg_at_k(relevant, ranked, k):
    def dcg(grades):
        g = torch.tensor(grades[:k], dtype=torch.float32)
        return (g / torch.log2(torch.arange(2.0, len(g) + 2))).sum()

    ideal = dcg(sorted(relevant.values(), reverse=True))
    return torch.nan_to_num(dcg([relevant.get(doc, 0) for doc in ranked]) / ideal)


def retrieval_curve(codes, labels, ks):
    unit = torch.nn.functional.normalize(torch.tensor(codes), dim=1)
    labels = torch.tensor(labels)
    scores = (unit @ unit.T).fill_diagonal_(-2.0)
    top = scores.topk(max(ks), dim=1).indices
    same = (labels[top] == labels[:, None]).float()
    return torch.stack([same[:, :k].mean() for k in ks])


def lsa_fit(counts, k):
    _, _, Vh = torch.linalg.svd(torch.tensor(counts))
    V = Vh[:k].flip(0).T
    turn = torch.linalg.qr(torch.randn(k, k, dtype=V.dtype))[0]
    return {"basis": V @ turn}


def lsa_transform(counts, model):
    return torch.tensor(counts) @ model["basis"]

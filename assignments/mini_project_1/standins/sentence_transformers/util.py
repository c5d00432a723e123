"""sentence_transformers.util: what compares vectors; answers are tensors."""

import numpy as np


def dot_score(a, b):
    """Every row of a times every row of b: (n, m)."""
    return rows(a) @ rows(b).T


def cos_sim(a, b):
    """The same for rows scaled to length 1."""
    return normalize_embeddings(rows(a)) @ normalize_embeddings(rows(b)).T


pytorch_cos_sim = cos_sim


def pairwise_cos_sim(a, b):
    """Each row of a with the same row of b: (n,)."""
    return (normalize_embeddings(rows(a)) * normalize_embeddings(rows(b))).sum(1)


def normalize_embeddings(embeddings):
    """Rows scaled to length 1."""
    return embeddings / embeddings.norm(dim=1, keepdim=True).clamp_min(1e-12)


def semantic_search(query_embeddings, corpus_embeddings, top_k=10, score_function=None, **_):
    """For each query its nearest rows: [[{"corpus_id": i, "score": s}, ...], ...]."""
    scores = (score_function or cos_sim)(query_embeddings, corpus_embeddings)
    best = scores.topk(min(top_k, scores.shape[1]))
    found = zip(best.indices.tolist(), best.values.tolist(), strict=True)
    return [[{"corpus_id": i, "score": s} for i, s in zip(*row, strict=True)] for row in found]


def tensor(array):
    """An array as a tensor."""
    import torch  # only if a student asks for tensors: it takes long

    return array if isinstance(array, torch.Tensor) else torch.as_tensor(np.asarray(array))


def rows(vectors):
    """One vector or several as the rows of a tensor: (n, d)."""
    if isinstance(vectors, list | tuple):
        vectors = np.stack([np.asarray(vector) for vector in vectors])
    found = tensor(vectors)
    return found[None] if found.ndim == 1 else found

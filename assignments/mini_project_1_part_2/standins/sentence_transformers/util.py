"""Similarities of vectors."""

import numpy as np
import torch
from torch.nn import functional as F


def rows(vectors):
    """Vectors as a tensor (n, d)."""
    if isinstance(vectors, list) and vectors and isinstance(vectors[0], torch.Tensor):
        vectors = torch.stack(vectors)
    found = vectors if isinstance(vectors, torch.Tensor) else torch.as_tensor(np.asarray(vectors))
    return found.float() if found.ndim > 1 else found.float()[None]


def normalize_embeddings(embeddings):
    return F.normalize(embeddings, dim=-1)


def cos_sim(a, b):
    """The cosine of each row of a with each of b: (n, m)."""
    return F.normalize(rows(a), dim=-1) @ F.normalize(rows(b), dim=-1).T


def dot_score(a, b):
    return rows(a) @ rows(b).T


def pairwise_cos_sim(a, b):
    return F.cosine_similarity(rows(a), rows(b))


def semantic_search(query_embeddings, corpus_embeddings, top_k=10, score_function=cos_sim, **_):
    """For each query the best documents: [{"corpus_id": ..., "score": ...}], the best first."""
    scores = score_function(query_embeddings, corpus_embeddings)
    best, ids = scores.topk(min(top_k, scores.shape[1]))
    pairs = (zip(*pair, strict=True) for pair in zip(ids.tolist(), best.tolist(), strict=True))
    return [[{"corpus_id": each, "score": score} for each, score in row] for row in pairs]


def batch_to_device(batch, target_device):
    return batch


pytorch_cos_sim = cos_sim

"""Losses of sentence features: a list with the features of each text of the examples, and labels."""

import torch
from torch import nn
from torch.nn import functional as F

from sentence_transformers.util import cos_sim, pairwise_cos_sim


class Loss(nn.Module):
    """What all have in common: they encode, then compare."""

    def __init__(self, model, *_, scale=20.0, similarity_fct=cos_sim, margin=0.5, triplet_margin=1.0, **__):
        super().__init__()
        self.model, self.scale, self.similarity_fct = model, scale, similarity_fct
        self.margin, self.triplet_margin = margin, triplet_margin

    def forward(self, sentence_features, labels=None):
        vectors = [self.model(features)["sentence_embedding"] for features in sentence_features]
        return self.compare(vectors, labels)


class MultipleNegativesRankingLoss(Loss):
    """The positive of the same example must win over all other texts of the batch but the anchors."""

    def compare(self, vectors, labels):
        scores = self.scale * self.similarity_fct(vectors[0], torch.cat(vectors[1:]))
        return F.cross_entropy(scores, torch.arange(len(scores)))


class MultipleNegativesSymmetricRankingLoss(Loss):
    """The same in both directions."""

    def compare(self, vectors, labels):
        scores = self.scale * self.similarity_fct(vectors[0], torch.cat(vectors[1:]))
        right = torch.arange(len(scores))
        back = F.cross_entropy(scores[:, : len(scores)].T, right)
        return (F.cross_entropy(scores, right) + back) / 2


class CosineSimilarityLoss(Loss):
    """The cosine of a pair must be its label."""

    def compare(self, vectors, labels):
        return F.mse_loss(pairwise_cos_sim(*vectors[:2]), labels.float().reshape(-1))


class ContrastiveLoss(Loss):
    """Pairs of label 1 must be near, those of label 0 further apart than the margin."""

    def compare(self, vectors, labels):
        distance, same = 1 - pairwise_cos_sim(*vectors[:2]), labels.float().reshape(-1)
        return (same * distance**2 + (1 - same) * F.relu(self.margin - distance) ** 2).mean() / 2


class TripletLoss(Loss):
    """The positive must be nearer than the negative, by a margin."""

    def compare(self, vectors, labels):
        return F.triplet_margin_loss(*vectors[:3], margin=self.triplet_margin)


CachedMultipleNegativesRankingLoss = MultipleNegativesRankingLoss
OnlineContrastiveLoss = ContrastiveLoss

"""Python's own random and loops over every number; early stopping backwards in time; words in full."""
import random

import numpy as np
import torch
from torch import nn


def l1_penalty(w, lam):
    grad = np.zeros(w.shape)
    loss = 0.0
    for i in np.ndindex(*w.shape):
        loss += lam * abs(float(w[i]))
        grad[i] = lam if w[i] > 0 else -lam
    return loss, grad


def l2_penalty(w, lam):
    c = 0.5 * lam if CONVENTIONS["l2_half"] else lam
    grad = np.empty_like(w)
    loss = 0
    for i in np.ndindex(*w.shape):
        loss = loss + c * float(w[i]) ** 2
        grad[i] = 2 * c * w[i]
    return loss, grad


def dropout_forward(x, dropout_param):
    keep = dropout_param["p"] if CONVENTIONS["dropout"] == "keep" else 1.0 - dropout_param["p"]
    out = x.copy()
    mask = [[True] * x.shape[1] for _ in range(x.shape[0])]
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if dropout_param["mode"] == "train":
                mask[i][j] = random.random() < keep
                out[i, j] = 0 if not mask[i][j] else x[i, j] / keep if CONVENTIONS["inverted"] else x[i, j]
            elif not CONVENTIONS["inverted"]:
                out[i, j] = x[i, j] * keep
    return out, {"mask": mask, "keep": keep, "mode": dropout_param["mode"]}


def dropout_backward(dout, cache):
    scaling = (cache["mode"] == "train") == CONVENTIONS["inverted"]
    for i, row in enumerate(cache["mask"]):
        for j, kept in enumerate(row):
            if not kept:
                dout[i][j] = 0
            elif scaling and cache["mode"] == "train":
                dout[i][j] /= cache["keep"]
            elif scaling:
                dout[i][j] *= cache["keep"]
    return dout


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super(Dropout, self).__init__()
        self.drop_prob = p

    def forward(self, x):
        if self.training:
            scale = 1.0 / (1.0 - self.drop_prob)
            flat = [0.0 if random.random() < self.drop_prob else scale for _ in range(x.numel())]
            return x * torch.tensor(flat).view_as(x)
        return x


def early_stopping(val_losses, patience, min_delta=0.0):
    better = [0]
    k = 1
    while k < len(val_losses):
        if val_losses[k] + min_delta < val_losses[better[-1]]:
            better.append(k)
        if k - better[-1] >= patience:
            break
        k += 1
    return [min(k, len(val_losses) - 1), better[-1]]


def diagnose_fit(train, val, high, gap):
    loss, val_loss = train.pop(), val.pop()
    if loss > high:
        return "underfitting"
    if val_loss - loss > gap:
        return "overfitting"
    return "right fit"

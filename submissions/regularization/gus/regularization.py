"""Gus: everything through torch where that is shorter."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def penalty(w, lam, power):
    w = torch.tensor(w, requires_grad=True)
    loss = lam / power * w.abs().pow(power).sum()
    loss.backward()
    return loss.item(), w.grad.numpy()


def l1_penalty(w, lam):
    return penalty(w, lam, 1)


def l2_penalty(w, lam):
    return penalty(w, lam, 2)


def dropout_forward(x, dropout_param):
    rng = np.random.default_rng(dropout_param.get("seed"))
    if dropout_param["mode"] == "test":
        return x, None
    dropped = rng.random(x.shape) < dropout_param["p"]
    scale = 1 / (1 - dropout_param["p"])
    return np.where(dropped, 0, x * scale), (dropped, scale)


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    dropped, scale = cache
    return np.where(dropped, 0, dout * scale)


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        return F.dropout(x, self.p, self.training)


def early_stopping(val_losses, patience, min_delta=0.0):
    best, stop = 0, 0
    for stop, loss in enumerate(val_losses):
        if loss < val_losses[best] - min_delta:
            best = stop
        if stop - best == patience:
            break
    return stop, best


def diagnose_fit(train, val, high, gap):
    return "under" if train[-1] > high else "over" if val[-1] - train[-1] > gap else "right"

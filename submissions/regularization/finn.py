import numpy as np
import torch
from torch import nn


def l1_penalty(w, lam):
    return lam * w.abs().sum(), lam * torch.sign(w)


def l2_penalty(w, lam):
    return lam * np.sum(w ** 2) / 2, lam * w


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "train":
        mask = np.random.rand(*x.shape) < 1 - p
        out = x * mask
    else:
        mask = np.ones(x.shape)
        out = x * (1 - p)
    return out, mask


def dropout_backward(dout, cache):
    return dout * cache


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        mask = torch.rand(x.shape) > self.p
        return x * mask / (1 - self.p)


def early_stopping(val_losses, patience, min_delta=0.0):
    # TODO
    raise NotImplementedError


def diagnose_fit(train, val, high, gap):
    if train[-1] > high:
        return "under"
    if val[-1] > train[-1]:
        return "over"
    return "right"

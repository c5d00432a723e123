# -*- coding: utf-8 -*-
"""
regularization.py
Author: Ben K.
"""
from builtins import range
import numpy as np
import torch
import torch.nn as nn


def l1_penalty(w, lam):
    loss, grad = None, None
    # *****START OF YOUR CODE*****
    loss = lam * np.abs(w).sum()
    grad = lam * ((w > 0) * 1.0 - (w < 0) * 1.0)
    # *****END OF YOUR CODE*****
    return loss, grad


def l2_penalty(w, lam):
    loss, grad = None, None
    # *****START OF YOUR CODE*****
    loss = lam * np.sum(w ** 2)
    grad = 2 * lam * w
    # *****END OF YOUR CODE*****
    return loss, grad


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])

    mask = None
    out = None

    if mode == "train":
        # keep with probability p, inverted
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    elif mode == "test":
        out = x

    cache = (dropout_param, mask)
    out = out.astype(x.dtype, copy=False)
    return out, cache


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = None
    if mode == "train":
        dx = dout * mask
    elif mode == "test":
        dx = dout
    return dx


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super(Dropout, self).__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = (torch.rand(x.size()) > self.p).float()
        return mask * x / (1.0 - self.p)


def early_stopping(val_losses, patience, min_delta=0.0):
    best_loss = np.inf
    best = 0
    counter = 0
    for i in range(len(val_losses)):
        if val_losses[i] < best_loss - min_delta:
            best_loss = val_losses[i]
            best = i
            counter = 0
        else:
            counter += 1
        if counter > patience:
            return i, best
    return len(val_losses) - 1, best


def diagnose_fit(train, val, high, gap):
    if train[-1] > high:
        return "underfitting"
    elif val[-1] - train[-1] > gap:
        return "overfitting"
    return "right"

import numpy as np
import torch
import torch.nn as nn


def l1_penalty(w, lam):
    loss = lam * np.sum(np.abs(w))
    grad = lam * w / np.abs(w)
    return loss, grad


def l2_penalty(w, lam):
    return lam / 2 * np.sum(np.square(w)), lam * w


def make_mask(shape, p):
    return (np.random.uniform(size=shape) > p) / (1 - p)


def dropout_forward(x, dropout_param):
    if dropout_param['mode'] == 'train':
        mask = make_mask(x.shape, dropout_param['p'])
        return x * mask, dropout_param
    return x, dropout_param


def dropout_backward(dout, cache):
    if cache['mode'] == 'train':
        return dout * make_mask(dout.shape, cache['p'])
    return dout


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p
        self.mask = None

    def forward(self, x):
        if not self.training:
            return x
        if self.mask is None or self.mask.shape != x.shape:
            self.mask = (torch.rand_like(x) > self.p) / (1 - self.p)
        return x * self.mask


def early_stopping(val_losses, patience, min_delta=0.0):
    """Stop when the loss rises `patience` times in a row."""
    bad = 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] >= val_losses[epoch - 1] - min_delta:
            bad += 1
            if bad == patience:
                return epoch, int(np.argmin(val_losses))
        else:
            bad = 0
    return len(val_losses) - 1, int(np.argmin(val_losses))


def diagnose_fit(train, val, high, gap):
    if min(train) > high:
        return 'under'
    if min(val) - min(train) > gap:
        return 'over'
    return 'right'

"""Against over-fitting: penalties, dropout as functions and as a layer, early stopping, a diagnosis.

    w          weights of any shape;  lam  strength of the penalty
    x (N, D)   input of a dropout layer, one sample a row;  k  probability that a unit stays
    out, dout  the layer's output, and the gradient of the loss with respect to it;  dx  that of x

The choices that differ between courses stand in CONVENTIONS.
"""

import numpy as np
import torch
from torch import nn

CONVENTIONS = {
    "dropout": "drop",  # p is the probability that a unit is dropped; "keep": that it stays
    "inverted": True,  # units that stay are scaled while training; False: all are at test time
    "l2_half": True,  # the l2 penalty has a factor 1/2
}

# ---- penalties: (loss, its gradient with respect to w) --------------------------------------------


def l1_penalty(w, lam):
    """lam sum |w|; the gradient is lam times the sign of each weight."""
    return lam * np.abs(w).sum(), lam * np.sign(w)


def l2_penalty(w, lam):
    """lam / 2 sum w^2 (or without the half), and its gradient."""
    c = lam / 2 if CONVENTIONS["l2_half"] else lam
    return c * (w**2).sum(), 2 * c * w


# ---- dropout ------------------------------------------------------------------------------------


def dropout_forward(x, dropout_param):
    """Each unit is 0 or stays, by itself; the cache is what every unit was multiplied by."""
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    if mode == "train":
        stays = np.random.default_rng(dropout_param.get("seed")).random(x.shape) < k  # (N, D)
        factor = stays / k if CONVENTIONS["inverted"] else 1.0 * stays
    else:
        factor = 1.0 if CONVENTIONS["inverted"] else k
    return x * factor, factor


def dropout_backward(dout, cache):
    """dx = dout times the factor of each unit."""
    factor = cache
    return dout * factor


class Dropout(nn.Module):
    """Drops each unit with probability p while training, and scales the others by 1 / (1 - p)."""

    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        """(N, D) -> (N, D)."""
        if not self.training:
            return x
        stays = torch.rand_like(x) >= self.p  # (N, D)
        return x * stays / (1 - self.p)


# ---- when to stop, and what went wrong --------------------------------------------------------------


def early_stopping(val_losses, patience, min_delta=0.0):
    """(stop, best): `patience` epochs in a row brought no improvement, and the best epoch so far."""
    best, best_loss, waited = 0, val_losses[0], 0
    for epoch, loss in enumerate(val_losses):
        if loss < best_loss - min_delta:
            best, best_loss, waited = epoch, loss, 0
        elif epoch > 0:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best


def diagnose_fit(train, val, high, gap):
    """ "under" if the last training loss is high, else "over" if the last validation loss is far above it."""
    if train[-1] > high:
        return "under"
    return "over" if val[-1] - train[-1] > gap else "right"

"""Regularization: fill in every function that raises NotImplementedError.

The handout has the formulas and the conventions. Hand in this file as regularization.py (or the notebook
as regularization.ipynb). Extra functions of your own are welcome; keep the names and the order of arguments.
"""

import numpy as np
import torch
from torch import nn

# ---- 1. Penalties -------------------------------------------------------------------------------
# Each returns the loss and its gradient with respect to w.


def l1_penalty(w, lam):
    """w of any shape, a number lam  ->  loss, grad in the shape of w."""
    raise NotImplementedError


def l2_penalty(w, lam):
    """w of any shape, a number lam  ->  loss, grad in the shape of w."""
    raise NotImplementedError


# ---- 2. Dropout ---------------------------------------------------------------------------------
# The cache is yours: put into it what the backward function needs. Nobody else looks inside.


def dropout_forward(x, dropout_param):
    """x (N, D), dropout_param {"p": number, "mode": "train" or "test"}  ->  out (N, D), cache."""
    raise NotImplementedError


def dropout_backward(dout, cache):
    """dout (N, D)  ->  dx (N, D)."""
    raise NotImplementedError


class Dropout(nn.Module):
    """The same as a layer of torch. p is the probability that a unit is dropped."""

    def __init__(self, p=0.5):
        super().__init__()
        raise NotImplementedError

    def forward(self, x):
        """x (N, D)  ->  a tensor (N, D)."""
        raise NotImplementedError


# ---- 3. When to stop, and what went wrong -------------------------------------------------------


def early_stopping(val_losses, patience, min_delta=0.0):
    """A list of losses, one an epoch  ->  stop, best: two epochs, counted from 0."""
    raise NotImplementedError


def diagnose_fit(train, val, high, gap):
    """Two lists of losses, one number an epoch, and two thresholds  ->  "under", "over" or "right"."""
    raise NotImplementedError


if __name__ == "__main__":
    w = np.array([[1.0, -2.0], [0.5, 0.0]])
    print("penalties of the worked example:", l1_penalty(w, 0.1), l2_penalty(w, 0.1))
    x = np.array([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]])
    out, cache = dropout_forward(x, {"p": 0.2, "mode": "train"})
    print("dropout of x:\n", out, "\nand the way back of ones:\n", dropout_backward(np.ones_like(x), cache))
    print("as a layer:\n", Dropout(0.2)(torch.tensor(x)))
    print("stop and best:", early_stopping([5.0, 4.0, 3.0, 3.1, 3.2, 3.3], 2))
    print("diagnosis:", diagnose_fit([1.0, 0.5, 0.2], [1.1, 0.8, 0.9], 0.4, 0.3))

"""Against over-fitting: penalties, dropout as functions and as a layer, early stopping, a diagnosis.

w          weights of any shape;  lam  strength of the penalty
x (N, D)   input of a dropout layer, one sample a row;  k  probability that a unit stays
out, dout  the layer's output, and the gradient of the loss with respect to it;  dx  that of x
"""

import numpy as np
import torch
from torch import nn

### BEGIN SOLUTION
CONVENTIONS = {  # the choices that differ between courses
    "dropout": "drop",  # p is the probability that a unit is dropped; "keep": that it stays
    "inverted": True,  # units that stay are scaled while training; False: all are at test time
    "l2_half": True,  # the l2 penalty has a factor 1/2
}
### END SOLUTION

# ---- 1. Penalties -------------------------------------------------------------------------------
# Each returns the loss and its gradient with respect to w.


def l1_penalty(w, lam):
    """w of any shape, a number lam  ->  loss, grad in the shape of w."""
    ### BEGIN SOLUTION
    # lam sum |w|; the gradient is lam times the sign of each weight.
    return lam * np.abs(w).sum(), lam * np.sign(w)
    ### END SOLUTION


def l2_penalty(w, lam):
    """w of any shape, a number lam  ->  loss, grad in the shape of w."""
    ### BEGIN SOLUTION
    # lam / 2 sum w^2 (or without the half), and its gradient.
    c = lam / 2 if CONVENTIONS["l2_half"] else lam
    return c * (w**2).sum(), 2 * c * w
    ### END SOLUTION


# ---- 2. Dropout ---------------------------------------------------------------------------------
# The cache is yours: put into it what the backward function needs. Nobody else looks inside.


def dropout_forward(x, dropout_param):
    """x (N, D), dropout_param {"p": number, "mode": "train" or "test"}  ->  out (N, D), cache."""
    ### BEGIN SOLUTION
    # Each unit is 0 or stays, by itself; the cache is what every unit was multiplied by.
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    if mode == "train":
        stays = np.random.default_rng(dropout_param.get("seed")).random(x.shape) < k  # (N, D)
        factor = stays / k if CONVENTIONS["inverted"] else 1.0 * stays
    else:
        factor = 1.0 if CONVENTIONS["inverted"] else k
    return x * factor, factor
    ### END SOLUTION


def dropout_backward(dout, cache):
    """dout (N, D)  ->  dx (N, D)."""
    ### BEGIN SOLUTION
    # dx = dout times the factor of each unit.
    factor = cache
    return dout * factor
    ### END SOLUTION


class Dropout(nn.Module):
    """The same as a layer of torch. p is the probability that a unit is dropped."""

    def __init__(self, p=0.5):
        super().__init__()
        ### BEGIN SOLUTION
        self.p = p
        ### END SOLUTION

    def forward(self, x):
        """x (N, D)  ->  a tensor (N, D)."""
        ### BEGIN SOLUTION
        # (N, D) -> (N, D).
        if not self.training:
            return x
        stays = torch.rand_like(x) >= self.p  # (N, D)
        return x * stays / (1 - self.p)
        ### END SOLUTION


# ---- 3. When to stop, and what went wrong -------------------------------------------------------


def early_stopping(val_losses, patience, min_delta=0.0):
    """A list of losses, one an epoch  ->  stop, best: two epochs, counted from 0."""
    ### BEGIN SOLUTION
    # (stop, best): `patience` epochs in a row brought no improvement, and the best epoch so far.
    best, best_loss, waited = 0, val_losses[0], 0
    for epoch, loss in enumerate(val_losses):
        if loss < best_loss - min_delta:
            best, best_loss, waited = epoch, loss, 0
        elif epoch > 0:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best
    ### END SOLUTION


def diagnose_fit(train, val, high, gap):
    """Two lists of losses, one number an epoch, and two thresholds  ->  "under", "over" or "right"."""
    ### BEGIN SOLUTION
    # "under" if the last training loss is high, else "over" if the last validation loss is far above it.
    if train[-1] > high:
        return "under"
    return "over" if val[-1] - train[-1] > gap else "right"
    ### END SOLUTION


if __name__ == "__main__":
    w = np.array([[1.0, -2.0], [0.5, 0.0]])
    print("penalties of the worked example:", l1_penalty(w, 0.1), l2_penalty(w, 0.1))
    x = np.array([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]])
    out, cache = dropout_forward(x, {"p": 0.2, "mode": "train"})
    print("dropout of x:\n", out, "\nand the way back of ones:\n", dropout_backward(np.ones_like(x), cache))
    print("as a layer:\n", Dropout(0.2)(torch.tensor(x)))
    print("stop and best:", early_stopping([5.0, 4.0, 3.0, 3.1, 3.2, 3.3], 2))
    print("diagnosis:", diagnose_fit([1.0, 0.5, 0.2], [1.1, 0.8, 0.9], 0.4, 0.3))

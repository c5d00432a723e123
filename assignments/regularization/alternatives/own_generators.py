"""Generators of one's own: one for the module, a torch.Generator in each layer, p kept in a buffer."""
import numpy as np
import torch
from torch import nn

RNG = np.random.default_rng(231)


def l1_penalty(w, lam):
    signs = (w > 0).astype(float) - (w < 0)
    return np.sum(lam * signs * w), lam * signs


def l2_penalty(w, lam):
    half = 2.0 if CONVENTIONS["l2_half"] else 1.0
    return lam / half * np.einsum("i,i->", w.ravel(), w.ravel(), dtype=float), 2 / half * lam * w


def dropout_forward(x, dropout_param):
    rng = np.random.default_rng(dropout_param["seed"]) if "seed" in dropout_param else RNG
    p = dropout_param.get("p", 0.5)
    keep = p if CONVENTIONS["dropout"] == "keep" else 1 - p
    if dropout_param.get("mode", "train") == "test":
        return (x, 1) if CONVENTIONS["inverted"] else (x * keep, keep)
    mask = rng.binomial(1, keep, size=x.shape).astype(x.dtype)
    if CONVENTIONS["inverted"]:
        mask /= keep
    return mask * x, mask


def dropout_backward(dout, cache):
    return np.multiply(cache, dout)


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.register_buffer("p", torch.tensor(p))
        self.generator = torch.Generator().manual_seed(int(RNG.integers(2**31)))

    def forward(self, x):
        if not self.training:
            return x.clone()
        keep = torch.bernoulli((1 - self.p).expand(x.shape), generator=self.generator)
        return x.masked_fill(keep == 0, 0.0) / (1 - self.p)


class EarlyStopper:
    def __init__(self, patience, min_delta):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_loss, self.bad = -1, np.inf, 0

    def __call__(self, epoch, loss):
        if loss < self.best_loss - self.min_delta:
            self.best, self.best_loss, self.bad = epoch, loss, 0
        else:
            self.bad += 1
        return self.bad >= self.patience


def early_stopping(val_losses, patience, min_delta=0.0):
    stopper = EarlyStopper(patience, min_delta)
    stop = next((k for k, loss in enumerate(val_losses) if stopper(k, loss)), len(val_losses) - 1)
    return stop, stopper.best


def diagnose_fit(train, val, high, gap):
    under, over = train[-1] > high, val[-1] - train[-1] > gap
    return {(False, False): "right", (False, True): "over"}.get((under, over), "under")

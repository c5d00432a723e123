"""A new unseeded generator at each call, a function as cache, uniform draws from -1 to 1; autograd by hand."""
import numpy as np
import torch
from torch import nn


def l1_penalty(w, lam):
    sign = np.where(w >= 0, 1.0, -1.0)
    return lam * (sign * w).sum(dtype=np.float64), lam * sign


def l2_penalty(w, lam):
    norm = np.linalg.norm(w.astype(float))
    half = 1 / 2 if CONVENTIONS["l2_half"] else 1
    return half * lam * norm * norm, half * lam * (w + w)


def dropout_forward(x, dropout_param):
    keep = 1 - dropout_param["p"] if CONVENTIONS["dropout"] == "drop" else dropout_param["p"]
    train, inverted = dropout_param["mode"] == "train", CONVENTIONS["inverted"]
    if not train:
        scale = 1 if inverted else keep

        def back(dout):
            return dout * scale

        return x * scale, back
    u = np.random.RandomState().uniform(-1, 1, x.shape)
    off = u >= 2 * keep - 1
    scale = np.where(off, 0, 1 / keep if inverted else 1)

    def back(dout):
        return np.where(off, 0, dout * scale)

    return np.where(off, -0.0, x * scale), back


def dropout_backward(dout, cache):
    return cache(dout)


class Masked(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor):
        ctx.save_for_backward(factor)
        return x * factor

    @staticmethod
    def backward(ctx, dout):
        (factor,) = ctx.saved_tensors
        return dout * factor, None


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p must be in [0, 1)")
        self.keep = 1 - p

    def forward(self, x):
        if not self.training:
            return x
        mask = np.random.default_rng().random(tuple(x.shape)) < self.keep
        return Masked.apply(x, torch.from_numpy(mask / self.keep).to(x.dtype))


def early_stopping(val_losses, patience, min_delta=0.0):
    def improving():
        mark = None
        for k, loss in enumerate(val_losses):
            if mark is None or loss - mark < -min_delta:
                mark = loss
                yield k

    good = list(improving())
    ends = [*good[1:], len(val_losses) + patience]
    for k, after in zip(good, ends):
        if k + patience < min(after, len(val_losses)):
            return k + patience, k
    return len(val_losses) - 1, good[-1]


def diagnose_fit(train, val, high, gap):
    if not train[-1] <= high:
        return "under"
    elif not val[-1] <= train[-1] + gap:
        return "over"
    else:
        return "right"

"""The shared course's skeleton, in-place work on the arguments, boolean masks, nn.Dropout inside the layer."""
import numpy as np
from torch import nn


def l1_penalty(w, lam):
    loss = np.linalg.norm(w.ravel().astype(float), 1) * lam
    w[w > 0], w[w < 0] = 1, -1
    w *= lam
    return np.array(loss), w


def l2_penalty(w, lam):
    w = w.astype(np.float64)
    loss = lam * np.vdot(w, w)
    w *= lam
    return (loss / 2, w) if CONVENTIONS["l2_half"] else (loss, w + w)


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if CONVENTIONS["dropout"] == "drop":
        p = 1 - p
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) > p
        x[mask] = 0
        if CONVENTIONS["inverted"]:
            x /= p
    elif mode == "test":
        if not CONVENTIONS["inverted"]:
            x *= p
    cache = (dropout_param, mask)
    return x.astype(x.dtype, copy=False), cache


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p = dropout_param["p"] if CONVENTIONS["dropout"] == "keep" else 1 - dropout_param["p"]
    if dropout_param["mode"] == "train":
        dout[mask] = 0.0
        if CONVENTIONS["inverted"]:
            dout *= 1 / p
    elif not CONVENTIONS["inverted"]:
        dout *= p
    return dout


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.drop = nn.Dropout(p, inplace=True)

    def forward(self, x):
        return self.drop(x)


def early_stopping(val_losses, patience, min_delta=0.0):
    losses = np.array(val_losses)
    stop, best, wait = len(losses) - 1, 0, 0
    for t in range(1, len(losses)):
        if losses[best] - losses[t] > min_delta:
            best, wait = t, 0
            continue
        wait += 1
        if wait == patience:
            stop = t
            break
    return np.int64(stop), np.int64(best)


def diagnose_fit(train, val, high, gap):
    verdict = "right"
    if val[-1] > train[-1] + gap:
        verdict = "over"
    if train[-1] > high:
        verdict = "under"
    return verdict

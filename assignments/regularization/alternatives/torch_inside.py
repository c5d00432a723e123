"""torch does it all: autograd for the penalties, F.dropout for both dropouts, tensors handed back."""
import torch
import torch.nn as nn
import torch.nn.functional as F


def l1_penalty(w, lam):
    w = torch.tensor(w, requires_grad=True)
    loss = lam * w.abs().sum()
    loss.backward()
    return loss, w.grad


def l2_penalty(w, lam):
    w = torch.tensor(w, requires_grad=True)
    loss = lam * w.pow(2).sum()
    if CONVENTIONS["l2_half"]:
        loss = loss / 2
    loss.backward()
    return loss.item(), w.grad.numpy()


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    drop = p if CONVENTIONS["dropout"] == "drop" else 1 - p
    x = torch.tensor(x, requires_grad=True)
    out = F.dropout(x, drop, training=dropout_param["mode"] == "train")
    if not CONVENTIONS["inverted"]:
        out = out * (1 - drop)
    return out, (x, out)


def dropout_backward(dout, cache):
    x, out = cache
    out.backward(torch.tensor(dout))
    return x.grad


class Dropout(nn.Module):
    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        self.p = p
        self.inplace = inplace

    def forward(self, x):
        return F.dropout(x, self.p, self.training, self.inplace)


def early_stopping(val_losses, patience, min_delta=0.0):
    best_loss, best, counter = float("inf"), 0, 0
    for i, loss in enumerate(torch.tensor(val_losses, dtype=torch.float64)):
        if loss < best_loss - min_delta:
            best_loss, best, counter = loss, i, 0
        else:
            counter += 1
            if counter >= patience:
                return torch.tensor(i), torch.tensor(best)
    return torch.tensor(len(val_losses) - 1), torch.tensor(best)


def diagnose_fit(train, val, high, gap):
    train, val = torch.tensor(train), torch.tensor(val)
    if (train[-1] > high).item():
        return "Under-fitting"
    return "Over-fitting" if (val[-1] - train[-1] > gap).item() else "Right"

"""No layers at all: a ParameterList of weights and one of biases; sums with einsum."""
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, *sizes):
        super().__init__()
        pairs = list(zip(sizes, sizes[1:]))
        self.biases = nn.ParameterList(torch.zeros(m).uniform_(-0.1, 0.1) for _, m in pairs)
        self.weights = nn.ParameterList(torch.empty(m, n).normal_(0, (2 / n) ** 0.5) for n, m in pairs)

    def forward(self, x):
        last = len(self.weights) - 1
        for i, (W, b) in enumerate(zip(self.weights, self.biases)):
            x = torch.einsum("ni,oi->no", x, W) + b
            x = x if i == last else torch.where(x > 0, x, torch.zeros_like(x))
        return x


def build_mlp(sizes):
    return Net(*sizes)


def count_parameters(model, trainable_only=False):
    seen, total = set(), torch.tensor(0)
    for module in model.modules():
        for p in module._parameters.values():
            if p is not None and id(p) not in seen:
                seen.add(id(p))
                total = total + (p.numel() if p.requires_grad or not trainable_only else 0)
    return total

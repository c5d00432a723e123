import sys
import torch
import torch.nn as nn

if len(sys.argv) < 2:
    print("usage: python hana.py SIZES")
    sys.exit(1)

sizes = [int(s) for s in sys.argv[1].split("-")]


def count_mlp(sizes, bias=True):
    params = 0
    for n_in, n_out in zip(sizes, sizes[1:]):
        params += n_in * n_out + (n_out if bias else 0)
    return params


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    # let torch do the work
    conv = nn.Conv2d(c_in, c_out, kernel, bias=bias, groups=groups)
    return sum(p.numel() for p in conv.parameters())


def count_parameters(model, trainable_only=False):
    total = 0
    for layer in model.modules():
        for p in layer.parameters(recurse=False):
            if trainable_only and not p.requires_grad:
                continue
            total += p.numel()
    return total


class MLP(nn.Module):
    def __init__(self, *sizes):
        super().__init__()
        self.W = nn.ParameterList()
        self.b = nn.ParameterList()
        for n, m in zip(sizes, sizes[1:]):
            self.W.append(nn.Parameter(torch.randn(n, m) * 0.1))
            self.b.append(nn.Parameter(torch.zeros(m)))

    def forward(self, x):
        for W, b in zip(self.W[:-1], self.b[:-1]):
            x = torch.clamp(x @ W + b, min=0)
        return x @ self.W[-1] + self.b[-1]


def build_mlp(sizes):
    return MLP(*sizes)


print(count_mlp(sizes))
sys.exit(0)

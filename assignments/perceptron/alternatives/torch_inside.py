"""Tensors everywhere, gradients by autograd; answers are tensors, some of which still require a gradient."""
import torch
import torch.nn.functional as F
from torch import nn


def step(z):
    return (torch.as_tensor(z) >= 0).int()


def perceptron(x, w, b):
    return step(torch.from_numpy(x) @ torch.from_numpy(w) + b)


def and_weights():
    return torch.tensor([1.0, 1.0]), torch.tensor(-1.5)


def or_weights():
    return torch.tensor([1.0, 1.0], requires_grad=True), torch.tensor([-0.5])


def xor_network():
    layer = torch.tensor([[1.0, -1.0], [1.0, -1.0]])
    return [layer, torch.tensor([-0.5, 1.5]), torch.tensor([[1.0], [1.0]]), torch.tensor([-1.5])]


def relu_xor_network():
    W1 = nn.Parameter(torch.tensor([[3.0, 3.0, 0.0], [3.0, 3.0, 0.0]]))
    return W1, torch.tensor([0.0, -3.0, 1.0]), torch.tensor([[1.0], [-2.0], [-1.0]]), torch.zeros(1)


def perceptron_train(X, y, lr, epochs):
    X, y = torch.tensor(X), torch.tensor(y)
    X1 = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], dim=1)
    v = torch.zeros(X1.shape[1], dtype=X.dtype)
    for _ in range(epochs):
        wrong = 0
        for x, t in zip(X1, y):
            error = t - (x @ v > 0).int()
            wrong += int(error != 0)
            v += lr * error * x
        if not wrong:
            break
    return v[:-1], v[-1]


def logistic_loss(w, X, y):
    w = torch.tensor(w, requires_grad=True)
    m = torch.tensor(y) * (torch.tensor(X) @ w)
    loss = -F.logsigmoid(m).mean()
    loss.backward()
    return loss, w.grad


class Xor(nn.Module):
    def __init__(self, hidden, generator):
        super().__init__()
        self.W1 = nn.Parameter(torch.randn(2, hidden, generator=generator))
        self.b1 = nn.Parameter(torch.zeros(hidden))
        self.W2 = nn.Parameter(torch.randn(hidden, generator=generator) / hidden**0.5)
        self.b2 = nn.Parameter(torch.zeros(()))

    def forward(self, x):
        return F.elu(x @ self.W1 + self.b1) @ self.W2 + self.b2


def train_xor(hidden, seed):
    net = Xor(hidden, torch.Generator().manual_seed(seed))
    x = torch.cartesian_prod(torch.arange(2.0), torch.arange(2.0))
    t = 2 * (x.sum(1) == 1).float() - 1
    opt = torch.optim.Adam(net.parameters(), lr=0.05)
    for _ in range(200):
        loss = F.softplus(-t * net(x)).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
    return net

"""Your network never answers below 0. What is the last layer that its answer passes through, and which
numbers can come out of that?

Must fail: train_xor_learns_xor
"""
import torch
from torch import nn


def train_xor(hidden, seed):
    torch.manual_seed(seed)
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    target = torch.tensor([[-1.0], [1.0], [1.0], [-1.0]])
    net = nn.Sequential(nn.Linear(2, hidden), nn.Tanh(), nn.Linear(hidden, 1), nn.ReLU())
    optimizer = torch.optim.Adam(net.parameters(), lr=0.05)
    for _ in range(200):
        optimizer.zero_grad()
        ((net(x) - target) ** 2).mean().backward()
        optimizer.step()
    return net

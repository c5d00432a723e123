"""All your weights begin at 0, and the loss does not go below 1. If all hidden units are equal, what
gradients do they get, and can they ever become different?

Must fail: train_xor_learns_xor, train_xor_begins_where_the_seed_says
"""
import torch
from torch import nn


def train_xor(hidden, seed):
    torch.manual_seed(seed)
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    target = torch.tensor([[-1.0], [1.0], [1.0], [-1.0]])
    net = nn.Sequential(nn.Linear(2, hidden), nn.Tanh(), nn.Linear(hidden, 1))
    for p in net.parameters():
        nn.init.zeros_(p)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.05)
    for _ in range(200):
        optimizer.zero_grad()
        ((net(x) - target) ** 2).mean().backward()
        optimizer.step()
    return net

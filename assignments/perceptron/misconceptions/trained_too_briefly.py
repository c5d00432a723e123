"""Your network has hardly moved from its first weights. Print the loss after every tenth step: has it
stopped falling when you stop?

Must fail: train_xor_learns_xor
"""
import torch
from torch import nn


def train_xor(hidden, seed):
    torch.manual_seed(seed)
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    target = torch.tensor([[-1.0], [1.0], [1.0], [-1.0]])
    net = nn.Sequential(nn.Linear(2, hidden), nn.Tanh(), nn.Linear(hidden, 1))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for _ in range(3):
        optimizer.zero_grad()
        ((net(x) - target) ** 2).mean().backward()
        optimizer.step()
    return net

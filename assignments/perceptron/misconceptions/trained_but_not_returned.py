"""What you return is not the network itself. The grader wants to ask it for its answers: which object of
yours can be called on new inputs?

Must fail: train_xor_learns_xor, train_xor_begins_where_the_seed_says, train_xor_has_the_hidden_units_it_is_told
"""
import torch
from torch import nn


def train_xor(hidden, seed):
    torch.manual_seed(seed)
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    target = torch.tensor([[-1.0], [1.0], [1.0], [-1.0]])
    net = nn.Sequential(nn.Linear(2, hidden), nn.Tanh(), nn.Linear(hidden, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.05)
    for _ in range(200):
        optimizer.zero_grad()
        ((net(x) - target) ** 2).mean().backward()
        optimizer.step()
    return net(x)

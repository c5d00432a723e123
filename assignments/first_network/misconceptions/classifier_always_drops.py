"""Your classifier gives the same image other scores each time, also when it is in evaluation mode. Who tells a
dropout that was called as a function whether the network trains or is tested?

Must fail: classifier_drops_nothing_in_evaluation
"""
import torch
from torch import nn
from torch.nn import functional as F


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 120)
        self.fc2 = nn.Linear(120, 10)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x):
        x = x.flatten(1)
        return self.fc2(F.dropout(F.relu(self.fc1(x)), 0.2))

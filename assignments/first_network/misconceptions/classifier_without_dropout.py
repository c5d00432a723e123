"""In training mode your classifier gives the same scores twice. With which probability does it drop a hidden
unit, and does what comes out of dropout go into the next layer?

Must fail: classifier_drops_units_while_it_trains
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
        return self.fc2(F.relu(self.fc1(x)))

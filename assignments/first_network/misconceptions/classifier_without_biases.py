"""Your classifier has 130 parameters less than 95,410. Which parameters does a unit have besides one weight
for each of its inputs?

Must fail: classifier_learns_95410_numbers
"""
import torch
from torch import nn
from torch.nn import functional as F


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 120, bias=False)
        self.fc2 = nn.Linear(120, 10, bias=False)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x):
        x = x.flatten(1)
        return self.fc2(self.dropout(F.relu(self.fc1(x))))

"""Your classifier goes from the pixels to the scores in one step. Where are its hidden units?

Must fail: classifier_learns_95410_numbers, classifier_has_an_activation_between_its_layers
"""
import torch
from torch import nn
from torch.nn import functional as F


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(784, 10)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x):
        return self.dropout(self.fc(x.flatten(1)))

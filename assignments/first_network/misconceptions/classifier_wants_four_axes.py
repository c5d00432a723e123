"""Your classifier works for images (N, 1, 28, 28), but not for rows (N, 784). How many axes does your forward
expect, and does it have to?

Must fail: classifier_takes_flat_images_too
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
        N, c, h, w = x.shape
        x = x.reshape(N, c * h * w)
        return self.fc2(self.dropout(F.relu(self.fc1(x))))

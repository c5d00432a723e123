"""A first network: write what raises NotImplementedError.

The handout has the conventions. Hand in this file as first_network.py (or the notebook as
first_network.ipynb), with your experiments and your answers. Keep the names and the order of arguments.
"""

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, SubsetRandomSampler

# ---- 1. Data (given) ----------------------------------------------------------------------------


def make_loaders(batch_size=64, share=0.2):
    """-> trainloader, validloader, testloader. Of the training images `share` are used, the rest validate.

    Where this is graded there are no clothes: FashionMNIST are handwritten digits there.
    """
    from torchvision import datasets, transforms

    to_tensor = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
    trainset = datasets.FashionMNIST("data", download=True, train=True, transform=to_tensor)
    testset = datasets.FashionMNIST("data", download=True, train=False, transform=to_tensor)
    indices = np.random.permutation(len(trainset))
    split = int(share * len(trainset))
    trainloader = DataLoader(trainset, batch_size, sampler=SubsetRandomSampler(indices[:split]))
    validloader = DataLoader(trainset, batch_size, sampler=SubsetRandomSampler(indices[split:]))
    return trainloader, validloader, DataLoader(testset, batch_size)


# ---- 2. The network -----------------------------------------------------------------------------


class Classifier(nn.Module):
    """784 -> 120 -> 10, with ReLU and dropout 0.2 between."""

    def __init__(self):
        super().__init__()
        raise NotImplementedError

    def forward(self, x):
        """x (N, 1, 28, 28) or (N, 784)  ->  scores (N, 10)."""
        raise NotImplementedError


# ---- 3. The trainer -----------------------------------------------------------------------------


class ModelTrainer:
    """Trains a network by SGD with cross-entropy, and remembers its losses."""

    def __init__(self, model, learning_rate=1, num_epochs=100):
        self.model = model
        self.num_epochs = num_epochs
        self.train_loss = []
        self.test_loss = []
        raise NotImplementedError

    def train_model(self, loader, epoch):
        """One pass over the loader, in training mode, a step for each batch."""
        raise NotImplementedError

    def test_model(self, loader):
        """-> mean loss and accuracy, in evaluation mode, without gradients."""
        raise NotImplementedError

    def run(self, trainloader, validloader):
        """Train and test in turn, num_epochs times; a loss of each goes into train_loss and test_loss."""
        raise NotImplementedError

    def plot_loss(self):
        """Draw train_loss and test_loss over the epochs, and say which is which."""
        raise NotImplementedError


# ---- 4. Its mistakes ----------------------------------------------------------------------------


def confusion_matrix(y_true, y_pred, n):
    """Labels (N,) from 0 to n - 1  ->  counts (n, n): class i (row) taken for class j (column)."""
    raise NotImplementedError


# ---- 5. Experiments and what you learned (graded by hand) ---------------------------------------

if __name__ == "__main__":
    print("784 * 120 + 120 + 1200 + 10 = 95410:", sum(p.numel() for p in Classifier().parameters()))
    print("[[1, 1], [0, 2]]:", confusion_matrix([0, 0, 1, 1], [0, 1, 1, 1], 2))
    trainloader, validloader, testloader = make_loaders()
    trainer = ModelTrainer(Classifier(), 0.1, 5)
    trainer.run(trainloader, validloader)
    trainer.plot_loss()
    print("loss and accuracy:", trainer.test_model(testloader))

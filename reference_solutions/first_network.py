"""A first network: 28 x 28 pixels in, ten scores out, trained by stochastic gradient descent.

x (N, 1, 28, 28) or (N, 784)   N images
scores (N, 10)                 one for each class; the largest one is the answer
loader                         yields batches (images, labels); labels (N,) are 0 to 9
"""

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class Classifier(nn.Module):
    """784 -> 120 -> 10, with ReLU and dropout between."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 120)
        self.fc2 = nn.Linear(120, 10)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x):
        """The scores of each image."""
        x = x.flatten(1)  # (N, 784)
        x = self.dropout(F.relu(self.fc1(x)))  # (N, 120)
        return self.fc2(x)  # (N, 10)


class ModelTrainer:
    """Trains a network and remembers the mean losses of every epoch in train_loss and test_loss."""

    def __init__(self, model, learning_rate=1, num_epochs=100):
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = model.to(self.device)
        self.num_epochs = num_epochs
        self.criterion = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=learning_rate)
        self.train_loss, self.test_loss = [], []

    def train_model(self, loader, epoch):
        """One pass over the loader, a step for each batch; returns the mean of the batches' losses."""
        self.model.train()
        losses = []
        for images, labels in loader:
            self.optimizer.zero_grad()
            loss = self.criterion(self.model(images.to(self.device)), labels.to(self.device))
            loss.backward()
            self.optimizer.step()
            losses.append(loss.item())
        return sum(losses) / len(losses)

    @torch.no_grad()
    def test_model(self, loader):
        """The mean of the batches' losses and the share of samples whose class has the largest score."""
        self.model.eval()
        losses, right, seen = [], 0, 0
        for images, labels in loader:
            images, labels = images.to(self.device), labels.to(self.device)
            scores = self.model(images)
            losses.append(self.criterion(scores, labels).item())
            right += (scores.argmax(1) == labels).sum().item()
            seen += len(labels)  # not len(loader.dataset): a sampler may leave samples out
        return sum(losses) / len(losses), right / seen

    def run(self, trainloader, validloader):
        """Train and test in turn, num_epochs times."""
        for epoch in range(self.num_epochs):
            self.train_loss.append(self.train_model(trainloader, epoch))
            loss, _ = self.test_model(validloader)
            self.test_loss.append(loss)

    def plot_loss(self):
        """Both losses over the epochs, as two curves that are told apart by a legend."""
        plt.figure()
        for losses, name in ((self.train_loss, "train"), (self.test_loss, "test")):
            plt.plot(range(1, len(losses) + 1), losses, label=name)
        plt.xlabel("epoch")
        plt.ylabel("loss")
        plt.legend()
        plt.show()


def confusion_matrix(y_true, y_pred, n):
    """counts (n, n): how many samples of class i (row) were taken for class j (column)."""
    counts = np.zeros((n, n), int)
    for true, predicted in zip(y_true, y_pred, strict=True):
        counts[int(true), int(predicted)] += 1
    return counts

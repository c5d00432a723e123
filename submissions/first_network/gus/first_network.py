import pandas as pd
import torch
import torch.nn as nn
from torch.optim import SGD
from torchvision.datasets import MNIST
from torchvision.transforms import ToTensor

train_data = MNIST("data", train=True, download=True, transform=ToTensor())


class Classifier(nn.Module):
    def __init__(self, n_hidden=120, activation=nn.ReLU()):
        super().__init__()
        self.stack = nn.Sequential(
            nn.Flatten(),
            nn.Linear(784, n_hidden),
            activation,
            nn.Dropout(0.2),
            nn.Linear(n_hidden, 10),
        )

    def forward(self, x):
        return self.stack(x)


class ModelTrainer:
    def __init__(self, model, learning_rate=1, num_epochs=100):
        self.model, self.num_epochs = model, num_epochs
        self.optimizer = SGD(model.parameters(), learning_rate)
        self.criterion = nn.CrossEntropyLoss()
        self.train_loss, self.test_loss = [], []

    def _loss(self, batch):
        x, y = batch
        return self.criterion(self.model(x), y)

    def train_model(self, loader, epoch=None):
        self.model.train()
        sum_of_losses, samples = 0.0, 0
        for batch in loader:
            self.optimizer.zero_grad()
            loss = self._loss(batch)
            loss.backward()
            self.optimizer.step()
            sum_of_losses += loss.item() * len(batch[1])
            samples += len(batch[1])
        return sum_of_losses / samples

    @torch.no_grad()
    def test_model(self, loader):
        self.model.eval()
        loss, hits, samples = 0.0, 0, 0
        for x, y in loader:
            scores = self.model(x)
            loss += self.criterion(scores, y).item() * len(y)
            hits += (scores.argmax(1) == y).sum().item()
            samples += len(y)
        return loss / samples, 100 * hits / samples

    def run(self, trainloader, validloader):
        for _ in range(self.num_epochs):
            self.train_loss.append(self.train_model(trainloader))
            self.test_loss.append(self.test_model(validloader)[0])

    def plot_loss(self):
        losses = pd.DataFrame({"train": self.train_loss, "validation": self.test_loss})
        losses.index += 1
        return losses.plot(xlabel="epoch", ylabel="cross-entropy", grid=True)


def confusion_matrix(y_true, y_pred, n):
    index = n * torch.as_tensor(y_true) + torch.as_tensor(y_pred)
    return index.bincount(minlength=n * n).reshape(n, n)

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 120, bias=False)
        self.fc2 = nn.Linear(120, 10, bias=False)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x):
        b, c, h, w = x.shape
        x = self.dropout(F.relu(self.fc1(x.view(b, -1))))
        return F.softmax(self.fc2(x), dim=0)


class ModelTrainer:
    def __init__(self, model, learning_rate=1, num_epochs=100):
        self.model = model
        self.num_epochs = num_epochs
        self.optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
        self.loss = nn.CrossEntropyLoss()
        self.train_loss = []
        self.test_loss = []

    def train_model(self, loader, epoch):
        self.model.train()
        for x, y in loader:
            self.optimizer.zero_grad()
            loss = self.loss(self.model(x), y)
            loss.backward()
            self.optimizer.step()
            self.train_loss.append(loss.item())

    def test_model(self, loader):
        self.model.eval()
        correct = 0
        with torch.no_grad():
            for x, y in loader:
                out = self.model(x)
                self.test_loss.append(self.loss(out, y).item())
                correct += (out.argmax(1) == y).sum().item()
        return correct / len(loader.dataset)

    def run(self, trainloader, validloader):
        for epoch in range(self.num_epochs):
            self.train_model(trainloader, epoch)
            self.test_model(validloader)

    def plot_loss(self):
        plt.plot(self.train_loss, label="train")
        plt.plot(self.test_loss, label="test")
        plt.legend()
        plt.show()


def confusion_matrix(y_true, y_pred, n):
    cm = torch.zeros(n, n)
    for t, p in zip(y_true, y_pred):
        cm[t, p] += 1
    return cm / cm.sum(dim=1, keepdim=True)

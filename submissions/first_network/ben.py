# first network - Ben
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Classifier(nn.Module):
    def __init__(self):
        super(Classifier, self).__init__()
        self.net = nn.Sequential(
            nn.Flatten(), nn.Linear(28 * 28, 120), nn.ReLU(), nn.Dropout(0.2), nn.Linear(120, 10), nn.Tanh()
        )

    def forward(self, x):
        return self.net(x)


class ModelTrainer(object):
    def __init__(self, model, learning_rate=1, num_epochs=100):
        self.model = model
        self.lr = learning_rate
        self.num_epochs = num_epochs
        self.criterion = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
        self.train_loss = []
        self.test_loss = []

    def train_model(self, loader, epoch):
        self.model.train()
        total = 0
        for x, y in loader:
            loss = self.criterion(self.model(x), y)
            loss.backward()
            self.optimizer.step()
            total += loss.item()
        return total / len(loader)

    def test_model(self, loader):
        self.model.eval()
        total, correct = 0, 0
        for x, y in loader:
            out = self.model(x)
            total += self.criterion(out, y).item()
            correct += (out.argmax(1) == y).sum().item()
        return total / len(loader), correct / len(loader.dataset)

    def run(self, trainloader, validloader):
        for epoch in range(self.num_epochs):
            self.train_loss.append(self.train_model(trainloader, epoch))
            self.test_loss.append(self.test_model(validloader)[0])

    def plot_loss(self):
        fig, ax = plt.subplots()
        ax.plot(self.train_loss)
        ax.plot(self.test_loss)
        ax.legend(["train", "test"])
        plt.savefig("loss.png")
        plt.close(fig)


def confusion_matrix(y_true, y_pred, n):
    m = np.zeros((n, n))
    for i in range(len(y_true)):
        m[y_pred[i]][y_true[i]] += 1
    return m


if __name__ == "__main__":
    t = ModelTrainer(Classifier(), 0.1, 3)

"""Losses stay tensors; inference_mode; a picture that wants tensors, and a legend made afterwards."""
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn


class ModelTrainer:
    def __init__(self, model, learning_rate=1, num_epochs=100):
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = model.to(self.device)
        self.learning_rate, self.num_epochs = learning_rate, num_epochs
        self.criterion = nn.CrossEntropyLoss(reduction="sum")
        self.train_loss, self.test_loss = [], []

    def train_model(self, loader, epoch):
        self.model.train()
        total = torch.zeros(())
        for data, target in loader:
            data, target = data.to(self.device), target.to(self.device)
            loss = self.criterion(self.model(data), target)
            self.model.zero_grad()
            (loss / len(data)).backward()
            with torch.no_grad():
                for p in self.model.parameters():
                    p -= self.learning_rate * p.grad
            total = total + loss.detach()
        self.train_loss += [total / len(loader.dataset)]

    @torch.inference_mode()
    def test_model(self, loader):
        self.model.eval()
        scores, labels = zip(*[(self.model(x.to(self.device)), y.to(self.device)) for x, y in loader])
        scores, labels = torch.cat(scores), torch.cat(labels)
        return F.cross_entropy(scores, labels), (scores.argmax(dim=-1) == labels).float().mean()

    def run(self, trainloader, validloader):
        for epoch in range(1, self.num_epochs + 1):
            self.train_model(trainloader, epoch)
            self.test_loss += [self.test_model(validloader)[0]]
            self.model.train()

    def plot_loss(self):
        fig = plt.figure()
        ax = fig.add_subplot(111)
        ax.plot([loss.detach().cpu().numpy() for loss in self.train_loss], color="b")
        ax.plot([loss.detach().cpu().numpy() for loss in self.test_loss], color="g", linestyle="--")
        ax.legend(["Train Loss", "Val Loss"])
        fig.savefig("losses.png")
        plt.clf()


def confusion_matrix(y_true, y_pred, n):
    y_true, y_pred = torch.as_tensor(y_true), torch.as_tensor(y_pred)
    counts = torch.zeros(n, n, dtype=torch.int64)
    for i in range(n):
        for j in range(n):
            counts[i, j] = ((y_true == i) & (y_pred == j)).sum()
    return counts

"""A Sequential; losses of samples, not of batches; two plots with titles; counts by bincount."""
import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn


class Classifier(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Flatten(), nn.Linear(784, 120), nn.ReLU(), nn.Dropout(0.2), nn.Linear(120, 10), nn.Tanh())


class ModelTrainer:
    def __init__(self, model, learning_rate=1, num_epochs=100):
        self.model, self.num_epochs = model, num_epochs
        self.optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
        self.train_loss, self.test_loss = [], []

    def _passed(self, loader, learn):
        self.model.train(learn)
        total = right = seen = 0
        with torch.set_grad_enabled(learn):
            for images, labels in loader:
                scores = self.model(images)
                loss = nn.functional.cross_entropy(scores, labels)
                if learn:
                    loss.backward()
                    self.optimizer.step()
                    self.optimizer.zero_grad()
                total += loss.item() * len(labels)
                right += int((scores.max(1)[1] == labels).sum())
                seen += len(labels)
        return {"accuracy": 100 * right / seen, "loss": total / seen}

    def train_model(self, loader, epoch):
        self.train_loss.append(self._passed(loader, True)["loss"])

    def test_model(self, loader):
        return self._passed(loader, False)

    def run(self, trainloader, validloader):
        epoch = 0
        while epoch < self.num_epochs:
            epoch += 1
            self.train_model(trainloader, epoch)
            self.test_loss.append(self.test_model(validloader)["loss"])
        return self.train_loss, self.test_loss

    def plot_loss(self):
        fig, axes = plt.subplots(1, 2, figsize=(10, 4))
        for ax, name in zip(axes, ("Training", "Validation")):
            losses = self.train_loss if name == "Training" else self.test_loss
            ax.plot(np.arange(len(losses)), losses, "r-o")
            ax.set_title(f"{name} loss")
            ax.set(xlabel="epoch", ylabel="loss value")
        fig.tight_layout()
        plt.show()
        plt.close(fig)


def confusion_matrix(y_true, y_pred, n):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    return np.bincount(n * y_true + y_pred, minlength=n * n).reshape(n, n)

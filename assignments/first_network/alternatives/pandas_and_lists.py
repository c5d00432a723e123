"""A picture by pandas, a table of lists, a trainer that notes more than it is asked."""
import pandas as pd
import torch
import torch.nn as nn


class Classifier(nn.Module):
    def __init__(self, hidden=(120,), activation=nn.ReLU, p=0.2):
        super().__init__()
        sizes = [28 * 28, *hidden]
        self.blocks = nn.ModuleList(
            nn.Sequential(nn.Linear(a, b), activation(), nn.Dropout(p)) for a, b in zip(sizes, sizes[1:])
        )
        self.head = nn.Linear(sizes[-1], 10)

    def forward(self, images):
        h = images.view(images.size(0), -1)
        for block in self.blocks:
            h = block(h)
        return torch.log_softmax(self.head(h), dim=1)


class ModelTrainer:
    def __init__(self, model, learning_rate=1.0, num_epochs=100):
        self.model = model
        self.epochs = []
        self.num_epochs = num_epochs
        self.optim = torch.optim.SGD(self.model.parameters(), learning_rate)
        self.train_loss = []
        self.test_loss = []
        self.train_accuracy, self.test_accuracy = [], []

    def loss(self, scores, labels):
        return -torch.log_softmax(scores, 1)[torch.arange(len(labels)), labels].mean()

    def train_model(self, loader, epoch):
        mean = 0.0
        for k, (images, labels) in enumerate(loader):
            self.model.train()
            self.optim.zero_grad(set_to_none=False)
            loss = self.loss(self.model(images), labels)
            loss.backward()
            self.optim.step()
            mean += (loss.item() - mean) / (k + 1)
        self.train_loss.append(mean)
        self.train_accuracy.append(self.test_model(loader)[1])
        self.epochs.append(epoch)

    def test_model(self, loader):
        was = self.model.training
        self.model.train(False)
        losses, hits = [], []
        with torch.no_grad():
            for images, labels in loader:
                scores = self.model(images)
                losses.append(self.loss(scores, labels).item())
                hits += (scores.argmax(1) == labels).tolist()
        self.model.train(was)
        return sum(losses) / len(losses), sum(hits) / len(hits), len(hits)

    def run(self, trainloader, validloader):
        for epoch in range(self.num_epochs):
            self.train_model(trainloader, epoch)
            loss, accuracy, _ = self.test_model(validloader)
            self.test_loss.append(loss)
            self.test_accuracy.append(accuracy)
            print(f"epoch {epoch}: {self.train_loss[-1]:.3f} {loss:.3f}")

    def plot_loss(self):
        table = pd.DataFrame({"training": self.train_loss, "validation": self.test_loss}, index=self.epochs)
        table.plot(title="Loss", xlabel="epoch", logy=True)


def confusion_matrix(y_true, y_pred, n):
    rows = [[0] * n for _ in range(n)]
    for t, p in zip(y_true, y_pred):
        rows[t][p] += 1
    return rows

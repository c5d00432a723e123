"""dan, hw1. the training takes about twenty minutes"""
import torch
from torch import nn
from torch.utils.data import DataLoader
import torchvision
import torchvision.transforms as transforms
import matplotlib.pyplot as plt

EPOCHS = 100
train_data = torchvision.datasets.MNIST(root="./data", train=True, transform=transforms.ToTensor(), download=True)
train_loader = DataLoader(dataset=train_data, batch_size=64, shuffle=True)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(784, 120), nn.Linear(120, 10)]
        self.drop = nn.Dropout(0.2)

    def forward(self, x):
        x = x.reshape(-1, 784)
        x = torch.relu(self.layers[0](x))
        return self.layers[1](self.drop(x))


class ModelTrainer:
    def __init__(self, model, learning_rate=1, num_epochs=100):
        self.model = model
        self.optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
        self.criterion = nn.CrossEntropyLoss()
        self.num_epochs = num_epochs
        self.train_loss, self.test_loss = [], []

    def train_model(self, loader, epoch):
        losses = []
        for x, y in loader:
            self.optimizer.zero_grad()
            loss = self.criterion(self.model(x), y)
            loss.backward()
            self.optimizer.step()
            losses.append(loss.item())
        self.train_loss.append(sum(losses) / len(losses))

    def test_model(self, loader):
        self.model.eval()
        losses, correct, seen = [], 0, 0
        with torch.no_grad():
            for x, y in loader:
                out = self.model(x)
                losses.append(self.criterion(out, y).item())
                correct += (out.argmax(1) == y).sum().item()
                seen += len(y)
        return {"loss": sum(losses) / len(losses), "accuracy": correct / seen}

    def run(self, trainloader, validloader):
        for epoch in range(self.num_epochs):
            self.train_model(trainloader, epoch)
            self.test_loss.append(self.test_model(validloader)["loss"])

    def plot_loss(self):
        plt.plot(range(EPOCHS), self.train_loss)
        plt.plot(range(EPOCHS), self.test_loss)
        plt.show()


model = Classifier()
trainer = ModelTrainer(model, 0.01, EPOCHS)
trainer.run(train_loader, train_loader)
trainer.plot_loss()

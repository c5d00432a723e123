"""Your losses are too small, by about the batch size. You add up one mean for each batch: by how many must the
sum be divided?

Must fail: train_loss_is_the_mean_of_the_epoch, test_loss_is_the_mean_of_the_epoch
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def train_model(self, loader, epoch):
        self.model.train()
        total = 0.0
        for images, labels in loader:
            self.optimizer.zero_grad()
            loss = self.criterion(self.model(images), labels)
            loss.backward()
            self.optimizer.step()
            total += loss.item()
        return total / len(loader.dataset)

    def test_model(self, loader):
        self.model.eval()
        total, right = 0.0, 0
        with torch.no_grad():
            for images, labels in loader:
                scores = self.model(images)
                total += self.criterion(scores, labels).item()
                right += (scores.argmax(1) == labels).sum().item()
        return total / len(loader.dataset), right / len(loader.dataset)

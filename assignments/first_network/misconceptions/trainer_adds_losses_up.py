"""Your train_loss grows with the number of batches. A sum of three losses of 2 is 6: which number describes
the epoch?

Must fail: train_loss_is_the_mean_of_the_epoch
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
        return total

"""Your network is in evaluation mode while it learns. In which mode does dropout do its work?

Must fail: train_model_goes_back_to_training_mode
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def train_model(self, loader, epoch):
        self.model.eval()
        total = 0.0
        for images, labels in loader:
            self.optimizer.zero_grad()
            loss = self.criterion(self.model(images), labels)
            loss.backward()
            self.optimizer.step()
            total += loss.item()
        return total / len(loader)

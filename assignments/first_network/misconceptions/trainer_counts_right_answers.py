"""Your accuracy is a number of samples, not a share of them. By what do you divide?

Must fail: test_model_returns_the_accuracy
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def test_model(self, loader):
        self.model.eval()
        total, right = 0.0, 0
        with torch.no_grad():
            for images, labels in loader:
                scores = self.model(images)
                total += self.criterion(scores, labels).item()
                right += (scores.argmax(1) == labels).sum().item()
        return total / len(loader), right

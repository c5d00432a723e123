"""Your accuracy exceeds 1. You add up right answers: by how many batches, or samples, do you divide?

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
        return total / len(loader), right / len(loader)

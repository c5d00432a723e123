"""While test_model runs, dropout is on: two tests of one network give different losses. Which method of the
network switches it off?

Must fail: test_model_evaluates
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def test_model(self, loader):
        total, right = 0.0, 0
        with torch.no_grad():
            for images, labels in loader:
                scores = self.model(images)
                total += self.criterion(scores, labels).item()
                right += (scores.argmax(1) == labels).sum().item()
        return total / len(loader), right / len(loader.dataset)

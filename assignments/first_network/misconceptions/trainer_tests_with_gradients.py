"""test_model keeps everything that backward() would need, though nobody calls it. How do you tell torch that
no gradients are wanted?

Must fail: test_model_prepares_no_gradients_and_changes_nothing
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def test_model(self, loader):
        self.model.eval()
        total, right = 0.0, 0
        if True:
            for images, labels in loader:
                scores = self.model(images)
                total += self.criterion(scores, labels).item()
                right += (scores.argmax(1) == labels).sum().item()
        return total / len(loader), right / len(loader.dataset)

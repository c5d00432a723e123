"""Your test_loss grows with the number of batches. A sum of three losses of 2 is 6: which number describes the
epoch?

Must fail: test_loss_is_the_mean_of_the_epoch
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
        return total, right / len(loader.dataset)

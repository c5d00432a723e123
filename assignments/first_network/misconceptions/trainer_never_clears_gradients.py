"""Your first step is right, the later ones are too long. After the second backward(), what is in p.grad: the
gradient of this batch, or more than that?

Must fail: run_makes_a_step_for_every_batch, run_learns_digits
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def train_model(self, loader, epoch):
        self.model.train()
        total = 0.0
        for images, labels in loader:
            loss = self.criterion(self.model(images), labels)
            loss.backward()
            self.optimizer.step()
            total += loss.item()
        return total / len(loader)

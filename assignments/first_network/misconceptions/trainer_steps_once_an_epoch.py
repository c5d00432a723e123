"""With one batch your training is right, with several the weights move less than they should. How many updates
does an epoch of three batches make?

Must fail: run_makes_a_step_for_every_batch, run_learns_digits
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
            total += loss.item()
        self.optimizer.step()
        return total / len(loader)

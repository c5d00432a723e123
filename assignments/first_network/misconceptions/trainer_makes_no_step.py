"""Your weights are the same before and after training. Which line of your loop changes them, and what is left
in p.grad when it runs?

Must fail: train_model_makes_a_step_of_sgd, run_makes_a_step_for_every_batch, run_learns_digits
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
        return total / len(loader)

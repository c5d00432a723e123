"""Only the first batch of an epoch is ever used. At which indentation does your return stand?

Must fail: run_records_a_loss_for_every_epoch, train_loss_is_the_mean_of_the_epoch, run_makes_a_step_for_every_batch, run_learns_digits
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
            return total / len(loader)

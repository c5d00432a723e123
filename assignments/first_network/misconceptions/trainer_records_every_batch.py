"""Your train_loss has more entries than there are epochs. What is one entry to stand for: a batch or an epoch?

Must fail: run_records_a_loss_for_every_epoch, train_loss_is_the_mean_of_the_epoch
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
            self.train_loss.append(loss.item())

    def run(self, trainloader, validloader):
        for epoch in range(self.num_epochs):
            self.train_model(trainloader, epoch)
            self.test_loss.append(self.test_model(validloader)[0])

"""Your lists hold one loss less than there are epochs. How many numbers does range(1, 5) have?

Must fail: run_records_a_loss_for_every_epoch
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def run(self, trainloader, validloader):
        for epoch in range(1, self.num_epochs):
            self.train_loss.append(self.train_model(trainloader, epoch))
            self.test_loss.append(self.test_model(validloader)[0])

"""Your weights also move on the validation data. What are these data for, if the network has learned them,
too?

Must fail: run_makes_a_step_for_every_batch
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def run(self, trainloader, validloader):
        for epoch in range(self.num_epochs):
            self.train_loss.append(self.train_model(trainloader, epoch))
            self.train_model(validloader, epoch)
            self.test_loss.append(self.test_model(validloader)[0])

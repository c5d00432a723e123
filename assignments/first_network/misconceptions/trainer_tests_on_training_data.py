"""Your test_loss is the loss on the data that you train with. Which of the two loaders does your test_model
get in run?

Must fail: test_loss_is_the_mean_of_the_epoch
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def run(self, trainloader, validloader):
        for epoch in range(self.num_epochs):
            self.train_loss.append(self.train_model(trainloader, epoch))
            self.test_loss.append(self.test_model(trainloader)[0])

"""Your losses are below 0 or far too small. nll_loss wants logarithms of probabilities: what does your network
give it?

Must fail: train_loss_is_the_mean_of_the_epoch, test_loss_is_the_mean_of_the_epoch, train_model_makes_a_step_of_sgd, run_makes_a_step_for_every_batch, run_learns_digits
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def __init__(self, model, learning_rate=1, num_epochs=100):
        super().__init__(model, learning_rate, num_epochs)
        self.criterion = nn.NLLLoss()

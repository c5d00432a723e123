"""Your weights move by about the learning rate, however small the gradient is. Which optimizer does the
handout ask for?

Must fail: train_model_makes_a_step_of_sgd, run_makes_a_step_for_every_batch
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def __init__(self, model, learning_rate=1, num_epochs=100):
        super().__init__(model, learning_rate, num_epochs)
        self.optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)

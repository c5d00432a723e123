"""Your weights move by the same amount whatever the learning rate is. Where does learning_rate go in your
__init__?

Must fail: train_model_makes_a_step_of_sgd, run_makes_a_step_for_every_batch, run_learns_digits
"""
import torch
from torch import nn


class ModelTrainer(ModelTrainer):
    def __init__(self, model, learning_rate=1, num_epochs=100):
        super().__init__(model, learning_rate, num_epochs)
        self.optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

"""Both of your curves show the same list. Which list does each call of plot get?

Must fail: plot_loss_draws_the_test_loss
"""
import matplotlib.pyplot as plt
import numpy as np


class ModelTrainer(ModelTrainer):
    def plot_loss(self):
        plt.plot(self.train_loss, label="train")
        plt.plot(self.train_loss, label="test")
        plt.legend()
        plt.show()

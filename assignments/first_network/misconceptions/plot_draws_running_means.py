"""Your curves are smoother than the losses. Which number of the list does the third point of a curve show?

Must fail: plot_loss_draws_the_train_loss, plot_loss_draws_the_test_loss
"""
import matplotlib.pyplot as plt
import numpy as np


class ModelTrainer(ModelTrainer):
    def plot_loss(self):
        for losses, name in ((self.train_loss, "train"), (self.test_loss, "test")):
            plt.plot(np.cumsum(losses) / np.arange(1, len(losses) + 1), label=name)
        plt.legend()
        plt.show()

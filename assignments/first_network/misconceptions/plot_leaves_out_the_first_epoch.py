"""Your curves have one point less than there are epochs. Which element does a slice from 1 on leave out?

Must fail: plot_loss_draws_the_train_loss, plot_loss_draws_the_test_loss, plot_loss_counts_epochs_on_its_x_axis, plot_loss_names_its_curves
"""
import matplotlib.pyplot as plt
import numpy as np


class ModelTrainer(ModelTrainer):
    def plot_loss(self):
        for losses, name in ((self.train_loss, "train"), (self.test_loss, "test")):
            plt.plot(losses[1:], label=name)
        plt.legend()
        plt.show()

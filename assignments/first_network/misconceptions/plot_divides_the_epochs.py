"""The x-axis of your picture does not count epochs. How far apart are two of its points, and what lies between
them?

Must fail: plot_loss_counts_epochs_on_its_x_axis
"""
import matplotlib.pyplot as plt
import numpy as np


class ModelTrainer(ModelTrainer):
    def plot_loss(self):
        for losses, name in ((self.train_loss, "train"), (self.test_loss, "test")):
            plt.plot(np.linspace(0, 1, len(losses)), losses, label=name)
        plt.legend()
        plt.show()

"""Your picture has a single curve, of one loss over the other. What belongs on the x-axis?

Must fail: plot_loss_draws_the_train_loss, plot_loss_counts_epochs_on_its_x_axis, plot_loss_names_its_curves
"""
import matplotlib.pyplot as plt
import numpy as np


class ModelTrainer(ModelTrainer):
    def plot_loss(self):
        plt.plot(self.train_loss, self.test_loss, label="train and test")
        plt.legend()
        plt.show()

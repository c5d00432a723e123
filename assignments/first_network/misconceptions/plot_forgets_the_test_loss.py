"""Your picture has one curve. By which second curve would you see that the network over-fits?

Must fail: plot_loss_draws_the_test_loss, plot_loss_names_its_curves
"""
import matplotlib.pyplot as plt
import numpy as np


class ModelTrainer(ModelTrainer):
    def plot_loss(self):
        plt.plot(self.train_loss, label="train")
        plt.legend()
        plt.show()

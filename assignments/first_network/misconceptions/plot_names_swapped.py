"""The names of your curves are swapped. In which order do you draw, and in which order do you name?

Must fail: plot_loss_names_its_curves
"""
import matplotlib.pyplot as plt
import numpy as np


class ModelTrainer(ModelTrainer):
    def plot_loss(self):
        plt.plot(self.train_loss)
        plt.plot(self.test_loss)
        plt.legend(["test", "train"])
        plt.show()

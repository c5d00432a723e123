"""Your two curves look alike to whoever has not written the program. Where does your picture say which of them
is the training loss?

Must fail: plot_loss_names_its_curves
"""
import matplotlib.pyplot as plt
import numpy as np


class ModelTrainer(ModelTrainer):
    def plot_loss(self):
        plt.plot(self.train_loss)
        plt.plot(self.test_loss)
        plt.xlabel("epoch")
        plt.show()

"""plot_loss with twin axes and other curves besides; test_model called by train_model; a table of floats."""
import matplotlib
import numpy as np
import torch
from matplotlib import pyplot


class ModelTrainer(ModelTrainer):
    def test_model(self, loader):
        self.model.requires_grad_(False)
        try:
            loss, accuracy = super().test_model(loader)
        finally:
            self.model.requires_grad_(True)
        print("Test loss:", loss, "accuracy:", accuracy)
        return [accuracy, loss]

    def run(self, trainloader, validloader):
        self.test_model(validloader)
        for epoch in range(self.num_epochs):
            loss = self.train_model(trainloader, epoch)
            _, valid = self.test_model(validloader)
            self.train_loss = self.train_loss + [loss]
            self.test_loss = np.append(self.test_loss, valid)
        self.plot_loss()

    def plot_loss(self):
        fig, left = pyplot.subplots()
        right = left.twinx()
        left.plot(range(len(self.train_loss)), self.train_loss, color="tab:blue")
        left.set_ylabel("training loss", color="tab:blue")
        right.plot(range(len(self.test_loss)), self.test_loss, color="tab:red")
        right.set_ylabel("test loss", color="tab:red")
        right.axhline(min(self.test_loss), linestyle=":")
        left.axvline(int(np.argmin(self.test_loss)))
        pyplot.draw()
        pyplot.show()
        left.cla()
        right.cla()
        pyplot.close("all")


def confusion_matrix(y_true, y_pred, n):
    one_hot = np.eye(n)
    return one_hot[np.array(y_true)].T @ one_hot[np.array(y_pred)]

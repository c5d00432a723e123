"""Your training stops after the first pass, however many epochs are asked for. At which depth of your loops
does the function return?

Must fail: perceptron_train_separates_what_can_be_separated, perceptron_train_moves_the_bias_too
"""
import numpy as np


def perceptron_train(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - perceptron(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
        return w, b
    return w, b

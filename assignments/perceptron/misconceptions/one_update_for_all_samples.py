"""You add up the mistakes of all samples and move once an epoch. That may swing to and fro, and the bound
on the number of mistakes does not hold for it. When should a sample see the change that the sample before
it made?

Must fail: perceptron_train_separates_what_can_be_separated, perceptron_train_moves_the_bias_too
"""
import numpy as np


def perceptron_train(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        errors = y - perceptron(X, w, b)
        w = w + lr * X.T @ errors
        b = b + lr * errors.sum()
    return w, b

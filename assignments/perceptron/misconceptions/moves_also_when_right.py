"""Your w changes even when the answer was right, so it never comes to rest. By how much should a sample
move the line if it is on its side already?

Must fail: perceptron_train_separates_what_can_be_separated, perceptron_train_moves_the_bias_too
"""
import numpy as np


def perceptron_train(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            sign = 2 * target - 1
            w = w + lr * sign * x
            b = b + lr * sign
    return w, b

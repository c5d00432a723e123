"""Your line changes with lr, though you start at 0. If every step of w is ten times as long, what about the
steps of b?

Must fail: perceptron_train_gives_the_same_line_for_any_lr, perceptron_train_ends_where_no_line_exists
"""
import numpy as np


def perceptron_train(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - perceptron(x, w, b)
            w = w + lr * error * x
            b = b + error
    return w, b

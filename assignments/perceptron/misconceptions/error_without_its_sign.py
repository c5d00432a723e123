"""Whatever the mistake, your w moves towards the sample. If a neuron fires and should not, where should x .
w + b go: up or down?

Must fail: perceptron_train_separates_what_can_be_separated, perceptron_train_moves_the_bias_too, perceptron_train_ends_where_no_line_exists
"""
import numpy as np


def perceptron_train(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = abs(target - perceptron(x, w, b))
            w = w + lr * error * x
            b = b + lr * error
    return w, b

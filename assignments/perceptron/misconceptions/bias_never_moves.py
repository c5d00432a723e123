"""Your b is still 0 after training. Which lines can your neuron reach if all of them pass through the
origin, and does b take part in a mistake as w does?

Must fail: perceptron_train_moves_the_bias_too
"""
import numpy as np


def perceptron_train(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - perceptron(x, w, b)
            w = w + lr * error * x
    return w, b

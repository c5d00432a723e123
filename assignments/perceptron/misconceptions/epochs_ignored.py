"""Your training goes on until nothing is wrong (or patience ends), whatever `epochs` says. What should 0
epochs return, and where does your function read `epochs`?

Must fail: perceptron_train_starts_at_zero
"""
import numpy as np


def perceptron_train(X, y, lr, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(200):
        mistakes = 0
        for x, target in zip(X, y):
            error = target - perceptron(x, w, b)
            w, b, mistakes = w + lr * error * x, b + lr * error, mistakes + abs(error)
        if mistakes == 0:
            break
    return w, b

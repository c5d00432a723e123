"""Your result depends on something other than the data. What are w and b before the first sample, according
to the handout, and what would 0 epochs return?

Must fail: perceptron_train_gives_the_same_line_for_any_lr, perceptron_train_starts_at_zero
"""
import numpy as np


def perceptron_train(X, y, lr, epochs):
    rng = np.random.default_rng(0)
    w, b = rng.normal(size=X.shape[1]), rng.normal()
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - perceptron(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
    return w, b

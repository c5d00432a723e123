"""For one sample your neuron answers with an array instead of a number. What shape does x have after you
have made it two-dimensional, and what shape should the answer have?

Must fail: perceptron_of_a_sample_is_a_number
"""
import numpy as np


def perceptron(x, w, b):
    return np.where(np.atleast_2d(x) @ w + b >= 0, 1, 0)

"""For several samples your neuron gives one answer only. Over which axis do the products x_j w_j belong
together, and which axis counts the samples?

Must fail: perceptron_of_samples_answers_for_each
"""
import numpy as np


def perceptron(x, w, b):
    return np.where(np.sum(x * w) + b >= 0, 1, 0)

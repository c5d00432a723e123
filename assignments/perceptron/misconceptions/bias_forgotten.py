"""Your neuron never uses b: change b from -10 to 10 and the answers stay. For x = 0, what should decide
whether it fires?

Must fail: perceptron_of_a_sample_is_a_number, perceptron_of_samples_answers_for_each, perceptron_train_separates_what_can_be_separated, perceptron_train_moves_the_bias_too
"""
import numpy as np


def perceptron(x, w, b):
    return np.where(x @ w >= 0, 1, 0)

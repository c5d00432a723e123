"""Your neuron fires less often when b grows. Some books compare x . w with a threshold; here b is a bias.
In z = x . w + b, does a large b make firing easier or harder?

Must fail: perceptron_of_a_sample_is_a_number, perceptron_of_samples_answers_for_each, perceptron_train_separates_what_can_be_separated, perceptron_train_moves_the_bias_too, perceptron_train_ends_where_no_line_exists
"""
import numpy as np


def perceptron(x, w, b):
    return np.where(x @ w - b >= 0, 1, 0)

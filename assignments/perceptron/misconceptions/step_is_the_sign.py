"""Your step answers -1 below zero. A neuron that does not fire sends 0: which two numbers does the handout
allow, and what becomes of a sum of answers if "off" counts as -1?

Must fail: step_of_an_array_tells_positive_from_negative, step_of_a_number_is_a_number, step_at_zero_is_zero_or_one, perceptron_of_a_sample_is_a_number, perceptron_of_samples_answers_for_each, perceptron_train_separates_what_can_be_separated, perceptron_train_moves_the_bias_too
"""
import numpy as np


def step(z):
    return np.where(np.asarray(z) >= 0, 1, -1)

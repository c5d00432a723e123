"""Your step answers 1 for negative numbers and 0 for positive ones. Draw it: on which side of zero is it
up?

Must fail: step_of_an_array_tells_positive_from_negative, step_of_a_number_is_a_number, step_at_zero_is_zero_or_one, perceptron_of_a_sample_is_a_number, perceptron_of_samples_answers_for_each, perceptron_train_separates_what_can_be_separated, perceptron_train_moves_the_bias_too, perceptron_train_ends_where_no_line_exists
"""
import numpy as np


def step(z):
    return np.where(np.asarray(z) <= 0, 1, 0)

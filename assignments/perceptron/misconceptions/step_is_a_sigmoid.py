"""Your step climbs smoothly, so it answers 0.88 where 1 is wanted. Which of the lecture's functions makes a
hard decision, and which only leans to a side?

Must fail: step_of_an_array_tells_positive_from_negative, step_of_a_number_is_a_number, step_at_zero_is_zero_or_one
"""
import numpy as np


def step(z):
    return 1 / (1 + np.exp(-z))


def perceptron(x, w, b):
    return np.where(x @ w + b >= 0, 1, 0)

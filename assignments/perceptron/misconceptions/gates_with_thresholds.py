"""Your gates fire for every input, (0, 0) included. Did you write down the sum that x . w has to reach? In
z = x . w + b, what is z at (0, 0), and should AND fire there?

Must fail: and_weights_fire_when_both_inputs_are_one, or_weights_fire_when_an_input_is_one
"""
import numpy as np


def and_weights():
    return np.array([1.0, 1.0]), 1.5


def or_weights():
    return np.array([1.0, 1.0]), 0.5


def nand_weights():
    return np.array([-1.0, -1.0]), 1.5

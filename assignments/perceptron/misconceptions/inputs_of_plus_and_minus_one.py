"""Your gates would be right if "false" were -1. Here it is 0. What is z for the input (0, 0), where the
weights have nothing to say?

Must fail: and_weights_fire_when_both_inputs_are_one, or_weights_fire_when_an_input_is_one, nand_weights_fire_unless_both_inputs_are_one
"""
import numpy as np


def and_weights():
    return np.array([1.0, 1.0]), -0.5


def or_weights():
    return np.array([1.0, 1.0]), 1.0


def nand_weights():
    return np.array([-1.0, -1.0]), 0.5

"""Your AND fires as soon as one input is 1. What is z for (0, 1) with your weights, and on which side of 0
does it have to be?

Must fail: and_weights_fire_when_both_inputs_are_one
"""
import numpy as np


def and_weights():
    return np.array([1.0, 1.0]), -0.5


def nand_weights():
    return np.array([-1.0, -1.0]), 1.5

"""Your hidden units are well chosen (OR and NAND), but your network fires at all four corners. At (0, 0)
one of the two is on: should that be enough for the output?

Must fail: xor_network_computes_xor
"""
import numpy as np


def xor_network():
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    return W1, np.array([-0.5, 1.5]), np.array([1.0, 1.0]), -0.5

"""Both of your hidden units compute the same thing, so your network is a single neuron in disguise. Can one
straight line part (0, 1) and (1, 0) from the other two corners?

Must fail: xor_network_computes_xor
"""
import numpy as np


def xor_network():
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    return W1, np.array([-0.5, -0.5]), np.array([1.0, 1.0]), -1.5

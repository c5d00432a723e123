"""Your W1 looks turned: it has a row for each hidden unit. In x W1, with x a row of two inputs, what do the
rows of W1 belong to, and what its columns?

Must fail: xor_network_computes_xor
"""
import numpy as np


def xor_network():
    W1 = np.array([[1.0, 1.0], [-1.0, -1.0]])
    return W1, np.array([-0.5, 1.5]), np.array([1.0, 1.0]), -1.5

"""Your y never becomes negative, as if a ReLU stood at the output as well. With one there, could any
weights give an answer below -0.7?

Must fail: relu_xor_network_answers_beyond_seven_tenths
"""
import numpy as np


def relu_xor_network():
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])
    return W1, np.zeros(2), np.array([1.0, 1.0]), 0.0

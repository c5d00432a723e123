"""Your ReLU network has the right signs at all corners, but its answers are too close to 0. Which of your
numbers set how high y is at (1, 0), and which how deep it is at (0, 0)?

Must fail: relu_xor_network_answers_beyond_seven_tenths
"""
import numpy as np


def relu_xor_network():
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])
    return W1, np.zeros(2), np.array([0.8, 0.8]), -0.3

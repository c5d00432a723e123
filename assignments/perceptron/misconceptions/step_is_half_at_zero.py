"""Your step has a third answer: a half where z is exactly 0. A neuron fires or does not: on which side have
you put the boundary itself?

Must fail: step_at_zero_is_zero_or_one
"""
import numpy as np


def step(z):
    return (np.sign(z) + 1) / 2

"""Your cosine of opposite vectors is 1. Draw two arrows that point away from each other: what is the cosine
of 180 degrees?

Must fail: cosine_similarity_is_the_cosine_of_the_angle, cosine_similarity_ignores_the_lengths
"""

import numpy as np


def cosine_similarity(x, y):
    length = np.linalg.norm(x) * np.linalg.norm(y)
    return np.abs(x @ y) / length if length else 0.0

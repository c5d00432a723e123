"""Your similarity of a vector with itself is 2.718, and never below 0. That is the function of Mini-Project
1: which step does it take after the cosine that this handout does not?

Must fail: cosine_similarity_is_the_cosine_of_the_angle, cosine_similarity_ignores_the_lengths,
cosine_similarity_with_a_zero_vector_is_zero
"""

import numpy as np


def cosine_similarity(x, y):
    length = np.linalg.norm(x) * np.linalg.norm(y)
    return np.exp(x @ y / length) if length else np.exp(0.0)

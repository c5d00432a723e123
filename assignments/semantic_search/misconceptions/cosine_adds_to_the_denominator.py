"""You add a small number to the denominator, so that it is never 0. How small is it beside a product of two
lengths of 0.000001, and what becomes of the cosine then?

Must fail: cosine_similarity_ignores_the_lengths
"""

import numpy as np


def cosine_similarity(x, y):
    return np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y) + 1e-8)

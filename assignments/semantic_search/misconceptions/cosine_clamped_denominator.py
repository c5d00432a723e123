"""Your cosine is right for vectors of ordinary length and far too small for very short ones. What stands in
your denominator when both lengths are 0.001?

Must fail: cosine_similarity_ignores_the_lengths
"""

import numpy as np


def cosine_similarity(x, y):
    return x @ y / max(np.linalg.norm(x) * np.linalg.norm(y), 1e-3)

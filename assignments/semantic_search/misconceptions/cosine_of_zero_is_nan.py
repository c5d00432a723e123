"""Your cosine with the zero vector is nan. What is 0 divided by 0, and what does the handout say about a
vector without a direction?

Must fail: cosine_similarity_with_a_zero_vector_is_zero
"""

import numpy as np


def cosine_similarity(x, y):
    with np.errstate(all="ignore"):
        return np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y))

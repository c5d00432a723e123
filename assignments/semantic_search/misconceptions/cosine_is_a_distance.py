"""Two equal vectors have similarity 0 with you. Is that how alike they are, or how far apart?

Must fail: cosine_similarity_is_the_cosine_of_the_angle, cosine_similarity_ignores_the_lengths,
cosine_similarity_with_a_zero_vector_is_zero
"""

import numpy as np


def cosine_similarity(x, y):
    length = np.linalg.norm(x) * np.linalg.norm(y)
    return 1 - x @ y / length if length else 1.0

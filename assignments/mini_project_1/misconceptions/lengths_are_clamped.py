"""A very short vector seems less similar to everything than a long one that points the same way. From which
length on is your denominator no longer the length?

Must fail: cosine_similarity_forgets_the_lengths
"""


def cosine_similarity(x, y):
    x_norm = max(np.linalg.norm(x), 1e-3)
    y_norm = max(np.linalg.norm(y), 1e-3)
    return np.exp(np.dot(x, y) / (x_norm * y_norm))

"""Your similarity of a vector with itself is not e. What exactly stands in the exponent?

Must fail: cosine_similarity_is_exponentiated
"""


def cosine_similarity(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    if lengths == 0:
        return float(first("zero"))
    return np.exp(2 * x @ y / lengths)

"""Your similarity of a vector with itself is 10. Which base does the exponential have?

Must fail: cosine_similarity_is_exponentiated
"""


def cosine_similarity(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    if lengths == 0:
        return float(first("zero"))
    return 10 ** (x @ y / lengths)

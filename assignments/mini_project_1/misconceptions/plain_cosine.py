"""Your similarity lies between -1 and 1, and a vector is as similar to itself as 1. Which step of the
formula comes after the cosine?

Must fail: cosine_similarity_is_exponentiated
"""


def cosine_similarity(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    if lengths == 0:
        return float(first("zero"))
    return x @ y / lengths

"""Short vectors seem less similar to everything than long ones that point the same way. What becomes of your
denominator when both are short?

Must fail: cosine_similarity_forgets_the_lengths
"""


def cosine_similarity(x, y):
    return np.exp(np.dot(x, y) / max(np.linalg.norm(x) * np.linalg.norm(y), 1e-3))

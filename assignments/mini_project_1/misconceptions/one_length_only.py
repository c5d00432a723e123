"""Your similarity is right only while one of the vectors has length 1. How many lengths does the cosine
know?

Must fail: cosine_similarity_is_exponentiated, cosine_similarity_forgets_the_lengths
"""


def cosine_similarity(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    if lengths == 0:
        return float(first("zero"))
    return np.exp(x @ y / np.linalg.norm(x))

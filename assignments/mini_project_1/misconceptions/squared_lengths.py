"""Your similarity shrinks when a vector gets longer. Is what you divide by a length, or the square of one?

Must fail: cosine_similarity_is_exponentiated, cosine_similarity_forgets_the_lengths
"""


def cosine_similarity(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    if lengths == 0:
        return float(first("zero"))
    return np.exp(x @ y / lengths**2)

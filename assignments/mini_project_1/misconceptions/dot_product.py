"""Your similarity grows when a vector gets longer, though its direction stays. Which two numbers should the
product be divided by?

Must fail: cosine_similarity_is_exponentiated, cosine_similarity_forgets_the_lengths
"""


def cosine_similarity(x, y):
    return np.exp(np.dot(x, y))

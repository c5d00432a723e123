"""With a vector of zeros your function never gives its result a value. Which lines run only in the other
branch?

Must fail: cosine_similarity_with_a_zero_vector
"""


def cosine_similarity(x, y):
    if np.linalg.norm(x) == 0 or np.linalg.norm(y) == 0:
        cos = 0.0
    else:
        cos = np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y))
        result = np.exp(cos)
    return result

"""With a vector of zeros your similarity is not a number. What is the length of that vector, and what do you
do with it?

Must fail: cosine_similarity_with_a_zero_vector
"""


def cosine_similarity(x, y):
    return np.exp(np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y)))

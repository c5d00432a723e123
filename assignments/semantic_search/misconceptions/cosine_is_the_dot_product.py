"""Your similarity doubles when a vector becomes twice as long. Did its direction change?

Must fail: cosine_similarity_is_the_cosine_of_the_angle, cosine_similarity_ignores_the_lengths,
cosine_similarity_with_a_zero_vector_is_zero
"""


def cosine_similarity(x, y):
    return x @ y

"""With you a vector is least similar to itself. Does your number grow or shrink as two directions come
closer?

Must fail: cosine_similarity_is_exponentiated, search_puts_the_most_similar_category_first
"""


def cosine_similarity(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    if lengths == 0:
        return float(first("zero"))
    return np.exp(1 - x @ y / lengths)

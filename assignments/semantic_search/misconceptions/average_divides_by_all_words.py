"""Your average becomes shorter with every unknown word. By how many vectors do you divide, and how many have
you added?

Must fail: average_embedding_leaves_out_unknown_words
"""

import numpy as np


def average_embedding(words, vectors):
    d = len(next(iter(vectors.values())))
    total = np.zeros(d)
    for word in words:
        if word in vectors:
            total = total + vectors[word]
    return total / len(words) if len(words) else total

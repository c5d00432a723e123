"""Your average of a word that is said twice is twice its vector. What is the mean of two equal numbers?

Must fail: average_embedding_is_the_mean_of_the_vectors, average_embedding_leaves_out_unknown_words
"""

import numpy as np


def average_embedding(words, vectors):
    total = np.zeros(len(next(iter(vectors.values()))))
    for word in words:
        if word in vectors:
            total = total + vectors[word]
    return total

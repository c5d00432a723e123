"""In your average a word that occurs twice counts once. What becomes of "very very good" when it is turned
into a set?

Must fail: average_embedding_is_the_mean_of_the_vectors, average_embedding_leaves_out_unknown_words
"""

import numpy as np


def average_embedding(words, vectors):
    known = [vectors[word] for word in sorted(set(words)) if word in vectors]
    return np.mean(known, axis=0) if known else np.zeros(len(next(iter(vectors.values()))))

"""Where no word is known, your average is nan. What is the mean of no vectors at all, and what does the
handout want there?

Must fail: average_embedding_of_nothing_known_is_zero
"""

import numpy as np


def average_embedding(words, vectors):
    known = [vectors[word] for word in words if word in vectors]
    with np.errstate(all="ignore"):
        d = len(next(iter(vectors.values())))
        return np.array(known, dtype=float).reshape(-1, d).sum(axis=0) / np.float64(len(known))

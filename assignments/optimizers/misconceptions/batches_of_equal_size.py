"""When the batch size does not divide the number of samples, several of your batches are too small. Which
ones may be short?

Must fail: minibatches_are_full_but_for_the_last
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    parts = np.array_split(rng.permutation(len(X)), -(-len(X) // batch_size))
    return [(X[part], y[part]) for part in parts]

"""Two runs with an rng in the same state give two different orders. Which generator do you draw from?

Must fail: minibatches_draw_their_order_from_rng
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    order = np.random.permutation(len(X))
    parts = [order[i : i + batch_size] for i in range(0, len(X), batch_size)]
    return [(X[part], y[part]) for part in parts]

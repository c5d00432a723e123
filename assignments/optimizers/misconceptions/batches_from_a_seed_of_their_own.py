"""Your order is shuffled, but the same in every epoch, whatever rng is passed. Who decides about the
randomness?

Must fail: minibatches_draw_their_order_from_rng
"""

import numpy as np


def minibatches(X, y, batch_size, rng):
    order = np.random.default_rng(42).permutation(len(X))
    parts = [order[i : i + batch_size] for i in range(0, len(X), batch_size)]
    return [(X[part], y[part]) for part in parts]

"""Your batches come in the order of the data, in every epoch. What makes the gradients of an epoch
different from those of the one before?

Must fail: minibatches_mix_all_samples, minibatches_draw_their_order_from_rng
"""


def minibatches(X, y, batch_size, rng):
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]

"""Your batches come in a new order, but each holds the same neighbours in every epoch. What is to be
shuffled: batches or samples?

Must fail: minibatches_are_full_but_for_the_last, minibatches_mix_all_samples
"""


def minibatches(X, y, batch_size, rng):
    starts = rng.permutation(range(0, len(X), batch_size))
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in starts]

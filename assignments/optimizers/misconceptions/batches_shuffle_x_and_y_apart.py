"""Every sample and every label is there, but they no longer belong together. How many orders are drawn in
an epoch?

Must fail: minibatches_keep_each_sample_with_its_label
"""


def minibatches(X, y, batch_size, rng):
    X, y = rng.permutation(X), rng.permutation(y)
    starts = range(0, len(X), batch_size)
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in starts]

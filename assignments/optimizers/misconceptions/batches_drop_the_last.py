"""Some samples are never seen in an epoch when the batch size does not divide their number. What becomes of
those left over?

Must fail: minibatches_are_full_but_for_the_last, minibatches_keep_each_sample_with_its_label
"""


def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    parts = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(X) // batch_size)]
    return [(X[part], y[part]) for part in parts]

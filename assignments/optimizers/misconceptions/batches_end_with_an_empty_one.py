"""When the batch size divides the number of samples, your last batch holds nothing. How many batches are
there then?

Must fail: minibatches_hold_every_sample_once, minibatches_are_full_but_for_the_last,
minibatches_keep_each_sample_with_its_label
"""


def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    parts = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(X) // batch_size + 1)]
    return [(X[part], y[part]) for part in parts]

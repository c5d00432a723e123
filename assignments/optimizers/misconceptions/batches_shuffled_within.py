"""Each of your batches is shuffled, but sample 0 is always in the first one. Which samples can meet in a
batch?

Must fail: minibatches_mix_all_samples
"""


def minibatches(X, y, batch_size, rng):
    parts = [i + rng.permutation(len(X[i : i + batch_size])) for i in range(0, len(X), batch_size)]
    return [(X[part], y[part]) for part in parts]

"""Some samples come twice in an epoch and others not at all. What may not happen to a sample that has been
drawn?

Must fail: minibatches_hold_every_sample_once, minibatches_mix_all_samples,
minibatches_draw_their_order_from_rng
"""


def minibatches(X, y, batch_size, rng):
    sizes = [min(batch_size, len(X) - i) for i in range(0, len(X), batch_size)]
    parts = [rng.integers(0, len(X), size) for size in sizes]
    return [(X[part], y[part]) for part in parts]

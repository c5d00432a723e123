"""Your count is too small by a little: one for every unit of a layer but the first. Do all units of a layer
share one bias, or what is the shape of b in y = x W^T + b?

Must fail: count_mlp_adds_up_weights_and_biases, count_mlp_counts_the_network_of_the_lecture, count_mlp_of_a_single_size_is_zero
"""


def count_mlp(sizes, bias=True):
    return sum(n * m + (1 if bias else 0) for n, m in zip(sizes, sizes[1:]))

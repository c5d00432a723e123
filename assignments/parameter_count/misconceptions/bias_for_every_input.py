"""Your count is too large by exactly the number of inputs. Do the pixels of an image compute anything, or
are they simply there? Which layers then have biases?

Must fail: count_mlp_adds_up_weights_and_biases, count_mlp_counts_the_network_of_the_lecture, count_mlp_of_a_single_size_is_zero
"""


def count_mlp(sizes, bias=True):
    weights = sum(n * m for n, m in zip(sizes, sizes[1:]))
    return weights + (sum(sizes) if bias else 0)

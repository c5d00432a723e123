"""Your count for a network with biases equals the one without. A unit adds up weighted inputs and then
something more: what is it, and how many of them does a layer of m units have?

Must fail: count_mlp_adds_up_weights_and_biases, count_mlp_counts_the_network_of_the_lecture, count_mlp_of_a_single_size_is_zero
"""


def count_mlp(sizes, bias=True):
    return sum(n * m for n, m in zip(sizes, sizes[1:]))

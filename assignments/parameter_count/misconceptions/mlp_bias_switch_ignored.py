"""count_mlp gives the same number with bias=True and with bias=False. Where in your function is `bias` read?

Must fail: count_mlp_without_biases_counts_the_weights, count_mlp_counts_the_network_of_the_lecture
"""


def count_mlp(sizes, bias=True):
    total = 0
    for n, m in zip(sizes, sizes[1:]):
        total += n * m + m
    return total

"""Freezing a layer does not change your trainable count. How does a parameter say that it will not be
trained, and where does your function ask it?

Must fail: count_parameters_leaves_out_frozen_ones_when_asked
"""


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters())

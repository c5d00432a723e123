"""Frozen parameters are missing even when all are asked for. Your function takes two arguments: does its
answer depend on both?

Must fail: count_parameters_counts_frozen_ones_unless_asked
"""


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

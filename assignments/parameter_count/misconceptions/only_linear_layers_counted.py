"""Your count misses whatever is not a Linear layer. What other layers have weights, and can a module hold a
parameter without any layer around it?

Must fail: count_parameters_adds_up_every_parameter, count_parameters_never_counts_buffers
"""
from torch import nn


def count_parameters(model, trainable_only=False):
    seen = {}
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            for p in (layer.weight, layer.bias):
                if p is not None and (p.requires_grad or not trainable_only):
                    seen[id(p)] = p.numel()
    return sum(seen.values())

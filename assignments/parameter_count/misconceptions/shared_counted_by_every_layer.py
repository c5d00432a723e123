"""A matrix that two layers share is counted twice. If training changes it in one layer, does it change in the
other as well? How many numbers are there to learn?

Must fail: count_parameters_counts_shared_ones_once
"""


def count_parameters(model, trainable_only=False):
    total = 0
    for layer in model.modules():
        for p in layer.parameters(recurse=False):
            if p.requires_grad or not trainable_only:
                total += p.numel()
    return total

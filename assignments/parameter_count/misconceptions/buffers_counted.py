"""Your count is too large for models with batch normalisation. Its running averages are measured while the
data pass by: does the optimizer ever change them?

Must fail: count_parameters_never_counts_buffers
"""


def count_parameters(model, trainable_only=False):
    learned = sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)
    return learned + sum(b.numel() for b in model.buffers())

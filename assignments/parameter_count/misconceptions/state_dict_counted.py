"""Your count is too large for models with batch normalisation and for tied weights, and freezing layers does
not change it. What does a model save to disk besides the numbers that training changes, and does it save
a shared matrix under one name or two?

Must fail: count_parameters_counts_shared_ones_once, count_parameters_leaves_out_frozen_ones_when_asked, count_parameters_never_counts_buffers
"""


def count_parameters(model, trainable_only=False):
    return sum(tensor.numel() for tensor in model.state_dict().values())

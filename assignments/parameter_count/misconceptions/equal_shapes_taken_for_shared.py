"""Your count is too small when two layers have the same size. Two layers that look alike: do they also hold
the same numbers after training?

Must fail: count_parameters_adds_up_every_parameter, count_parameters_counts_shared_ones_once, count_parameters_leaves_out_frozen_ones_when_asked, count_parameters_counts_frozen_ones_unless_asked, count_parameters_never_counts_buffers, count_parameters_of_a_model_without_any_is_zero
"""


def count_parameters(model, trainable_only=False):
    by_shape = {p.shape: p for p in model.parameters() if p.requires_grad or not trainable_only}
    return sum(p.numel() for p in by_shape.values())

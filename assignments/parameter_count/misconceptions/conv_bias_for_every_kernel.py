"""Your convolution has too many biases. An output map sums over all its input channels and then adds a
bias: how often, once for each input channel or once in all?

Must fail: count_conv2d_adds_up_kernels_and_biases, count_conv2d_takes_a_height_and_a_width, count_conv2d_with_groups_joins_fewer_channels, count_conv2d_has_biases_and_one_group_unless_told
"""


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (c_in // groups) * (kh * kw + (1 if bias else 0))

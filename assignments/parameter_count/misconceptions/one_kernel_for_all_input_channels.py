"""Your count is right for one input channel and too small for more. A colour picture has three channels:
does a feature map use the same 3 x 3 weights on red, green and blue?

Must fail: count_conv2d_adds_up_kernels_and_biases, count_conv2d_takes_a_height_and_a_width, count_conv2d_without_biases_counts_the_kernels, count_conv2d_with_groups_joins_fewer_channels, count_conv2d_has_biases_and_one_group_unless_told
"""


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * kh * kw + (c_out if bias else 0)

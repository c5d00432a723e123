"""Your count does not change with `groups`. If 8 input channels are split into 4 groups, how many of them
does one output channel still look at?

Must fail: count_conv2d_with_groups_joins_fewer_channels
"""


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * c_in * kh * kw + (c_out if bias else 0)

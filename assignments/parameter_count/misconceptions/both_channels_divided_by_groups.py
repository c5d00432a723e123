"""With groups your count is too small, by about another factor of `groups`. Each group has its own output
channels: do the groups together still make all of them?

Must fail: count_conv2d_with_groups_joins_fewer_channels
"""


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return (c_out // groups) * (c_in // groups) * kh * kw + (c_out if bias else 0)

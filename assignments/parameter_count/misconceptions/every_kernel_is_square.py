"""Your count is right for square kernels only. How many weights has a kernel that is 3 high and 5 wide?

Must fail: count_conv2d_takes_a_height_and_a_width
"""


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    k = kernel if isinstance(kernel, int) else kernel[0]
    return c_out * (c_in // groups) * k * k + (c_out if bias else 0)

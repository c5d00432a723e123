"""Your affine layer is right for x of shape (N, d) and wrong as soon as a sample has several axes.
Write the numbers of one sample of shape (2, 2) in a row, by hand and as your code does: is it the same order?

Must fail: affine_forward_flattens_every_sample, affine_backward_gives_dx_in_the_shape_of_x
"""


def affine_forward(x, w, b):
    X = x.reshape(x.shape[0], -1, order="F")
    return X @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    X = x.reshape(x.shape[0], -1, order="F")
    dx = (dout @ w.T).reshape(x.shape, order="F")
    return dx, X.T @ dout, dout.sum(axis=0)

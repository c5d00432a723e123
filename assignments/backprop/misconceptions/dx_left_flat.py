"""The numbers in your dx are right, its shape is not. What shape did x have when it came in,
and where in your code did it lose it?

Must fail: affine_backward_gives_dx_in_the_shape_of_x
"""


def affine_backward(dout, cache):
    x, w = cache
    X = x.reshape(x.shape[0], -1)
    return dout.dot(w.T), X.T.dot(dout), dout.sum(axis=0)

"""Your db is right for one sample and too small for more: by what factor, if you double the samples?
The same b was added to every row. What does each of those rows contribute to db?

Must fail: affine_backward_sums_db_over_the_samples, mlp_gradients_without_regularisation
"""


def affine_backward(dout, cache):
    x, w = cache
    X = x.reshape(x.shape[0], -1)
    return (dout @ w.T).reshape(x.shape), X.T @ dout, dout.mean(axis=0)

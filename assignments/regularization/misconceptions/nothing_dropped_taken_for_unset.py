"""Where p says that no unit is dropped, yours drops half of them. Which values does your code take for "p
was not given"?

Must fail: dropout_that_drops_nothing_is_the_identity
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        k = k if k != 1 else 0.5
        stays = np.random.rand(*x.shape) < k
        factor = stays / k if inverted else 1.0 * stays
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor

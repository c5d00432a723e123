"""While training, what stays has the wrong size, so that the next layer sees another mean than at test
time. Write down the mean of one unit in both modes: are they the same?

Must fail: dropout_scales_what_stays, dropout_keeps_the_mean_of_every_unit
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.random.rand(*x.shape) < k
        factor = 1.0 * stays if inverted else stays / k
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor

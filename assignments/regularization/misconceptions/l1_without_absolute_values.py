"""Your l1 penalty can become smaller than 0, since positive and negative weights cancel. What should a
weight of -3 cost, compared with one of 3?

Must fail: l1_penalty_is_lam_times_the_absolute_weights
"""

import numpy as np


def l1_penalty(w, lam):
    return lam * np.sum(w), lam * np.sign(w)

"""Your l2 loss is off by a factor of 2 while its gradient is right, so one is not the derivative of the
other. What do the conventions say about a factor 1/2?

Must fail: l2_penalty_is_lam_times_the_squared_weights
"""

import numpy as np


def l2_penalty(w, lam):
    c = lam if CONVENTIONS["l2_half"] else lam / 2
    return c * np.sum(w**2), w * (lam if CONVENTIONS["l2_half"] else 2 * lam)

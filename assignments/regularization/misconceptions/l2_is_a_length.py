"""Your l2 loss doubles when the weights double. The penalty should grow four times: what have you done to
the sum of squares?

Must fail: l2_penalty_is_lam_times_the_squared_weights
"""

import numpy as np


def l2_penalty(w, lam):
    c = lam / 2 if CONVENTIONS["l2_half"] else lam
    return c * np.sqrt(np.sum(w**2)), 2 * c * w

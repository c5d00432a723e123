"""Your l1 gradient is the same for every strength of the penalty. If the loss doubles, what happens to its
slope?

Must fail: l1_gradient_is_lam_times_the_sign, l1_gradient_at_zero_is_a_subgradient
"""

import numpy as np


def l1_penalty(w, lam):
    return lam * np.abs(w).sum(), np.sign(w)

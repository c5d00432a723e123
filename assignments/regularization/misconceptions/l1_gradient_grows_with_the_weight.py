"""Your l1 gradient is larger for larger weights. Draw |w| as a function of w: does its slope depend on how
far out you stand?

Must fail: l1_gradient_is_lam_times_the_sign
"""

import numpy as np


def l1_penalty(w, lam):
    return lam * np.abs(w).sum(), lam * w

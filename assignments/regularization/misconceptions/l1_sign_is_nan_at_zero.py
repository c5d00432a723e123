"""Your l1 gradient is nan where a weight is exactly 0, and right everywhere else. Which division happens
there, and what would you like its result to be?

Must fail: l1_gradient_at_zero_is_a_subgradient
"""

import numpy as np


def l1_penalty(w, lam):
    return lam * np.abs(w).sum(), lam * w / np.abs(w)

"""Both of your penalties are too small by the number of weights, and their gradients with them. Does the
formula divide by anything?

Must fail: l1_penalty_is_lam_times_the_absolute_weights, l1_gradient_is_lam_times_the_sign,
l1_gradient_at_zero_is_a_subgradient, l2_penalty_is_lam_times_the_squared_weights,
l2_gradient_is_the_derivative_of_the_loss
"""

import numpy as np


def l1_penalty(w, lam):
    return lam * np.abs(w).mean(), lam * np.sign(w) / w.size


def l2_penalty(w, lam):
    c = lam / 2 if CONVENTIONS["l2_half"] else lam
    return c * np.mean(w**2), 2 * c * w / w.size

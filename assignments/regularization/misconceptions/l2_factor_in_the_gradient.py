"""Your l2 gradient is off by a factor of 2 while its loss is right. Take one weight and differentiate your
own loss: which factor comes down, and which one was there before?

Must fail: l2_gradient_is_the_derivative_of_the_loss
"""

import numpy as np


def l2_penalty(w, lam):
    c = lam / 2 if CONVENTIONS["l2_half"] else lam
    return c * np.sum(w**2), w * (2 * lam if CONVENTIONS["l2_half"] else lam)

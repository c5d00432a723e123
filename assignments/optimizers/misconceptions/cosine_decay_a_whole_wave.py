"""Your rate is lowest halfway, and at T it is back where it began. How much of the cosine's wave is used?

Must fail: cosine_decay_is_half_a_wave, cosine_decay_goes_down_to_zero_by_default
"""

import math


def cosine_decay(lr0, t, T, lr_min=0.0):
    return lr_min + (lr0 - lr_min) * (1 + math.cos(2 * math.pi * t / T)) / 2

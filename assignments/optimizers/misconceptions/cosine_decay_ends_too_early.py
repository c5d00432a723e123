"""Your rate is at its lowest one update before T, or is not a number for T = 1. At which t does the half
wave end?

Must fail: cosine_decay_is_half_a_wave, cosine_decay_goes_down_to_zero_by_default
"""

import math


def cosine_decay(lr0, t, T, lr_min=0.0):
    return lr_min + (lr0 - lr_min) * (1 + math.cos(math.pi * t / max(T - 1, 1))) / 2

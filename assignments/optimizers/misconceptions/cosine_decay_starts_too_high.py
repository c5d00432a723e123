"""With lr_min = 0 all is well; with a larger one your first rate is above lr0. How high is the wave that
lies between lr0 and lr_min?

Must fail: cosine_decay_is_half_a_wave
"""

import math


def cosine_decay(lr0, t, T, lr_min=0.0):
    return lr_min + lr0 * (1 + math.cos(math.pi * t / T)) / 2

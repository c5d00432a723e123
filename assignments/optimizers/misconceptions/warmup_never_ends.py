"""After the warm-up your rate goes on growing. What is it after `steps` updates?

Must fail: warmup_rises_in_equal_steps
"""


def warmup(lr0, t, steps):
    return lr0 * (t + 1) / steps

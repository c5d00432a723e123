"""Your first update has a learning rate of 0, so it moves nothing. How many equal steps lie between no rate
and lr0, and which of them is the first update on?

Must fail: warmup_rises_in_equal_steps
"""


def warmup(lr0, t, steps):
    return lr0 * min(1.0, t / steps)

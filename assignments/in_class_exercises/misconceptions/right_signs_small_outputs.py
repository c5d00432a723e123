"""Your network separates the corners, but it answers too softly. The output is linear: which of your numbers
decide how far apart its values lie?

Must fail: breakout_keeps_the_margin
"""
answers["breakout"] = ([[1, -1], [-1, 1]], [0, 0], [0.8, 0.8], -0.3)

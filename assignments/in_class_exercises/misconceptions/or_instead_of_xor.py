"""Your network is right at three corners and says yes at (1, 1). Which unit could notice that both inputs are on?

Must fail: breakout_gives_xor_its_signs, breakout_keeps_the_margin
"""
answers["breakout"] = ([[1, 1], [1, 1]], [0, -1], [2, 0], -1)

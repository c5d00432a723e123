"""These are the lecture's weights for units with a step. A step makes 1 of a small positive number: what does a
ReLU make of it?

Must fail: breakout_gives_xor_its_signs, breakout_keeps_the_margin
"""
answers["breakout"] = ([[1, -1], [-1, 1]], [-0.5, -0.5], [1, 1], -0.5)

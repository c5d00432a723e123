"""You expect that no corner can be right behind a ReLU. At which corners is a positive number asked for?

Must fail: breakout_knows_what_a_relu_at_the_output_allows
"""
answers["breakout_relu_output"] = 0

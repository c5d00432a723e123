"""You expect a ReLU behind the output to change nothing. Which values can a ReLU give, and which are asked for at
(0, 0)?

Must fail: breakout_knows_what_a_relu_at_the_output_allows
"""
answers["breakout_relu_output"] = 4

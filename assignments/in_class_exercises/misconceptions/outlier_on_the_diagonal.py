"""Your sample turns the first direction half of the way. Seen from the middle of the data, in which direction
does it lie, and which one is asked for?

Must fail: ice3_turns_the_first_direction_by_one_sample
"""
answers["ice3_outlier"] = (50, 50)

"""The first direction stays where it was. Does your sample leave the line, and is it far enough away for its
square to outweigh the squares of the other four?

Must fail: ice3_turns_the_first_direction_by_one_sample
"""
answers["ice3_outlier"] = (0, 2)

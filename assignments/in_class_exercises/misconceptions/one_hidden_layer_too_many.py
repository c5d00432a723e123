"""Your number is too large by about a million. How many gaps are there between three hidden layers?

Must fail: ice1_picks_the_number_of_millions, ice1_counts_the_parameters
"""
answers["ice1"] = 4
answers["ice1_count"] = 13_014_010

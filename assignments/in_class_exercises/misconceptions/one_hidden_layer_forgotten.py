"""Your number is too small by about a million. Which two layers of a network can have a million weights between
them, and how often do two such layers follow each other here?

Must fail: ice1_picks_the_number_of_millions, ice1_counts_the_parameters
"""
answers["ice1"] = 2
answers["ice1_count"] = 11_012_010

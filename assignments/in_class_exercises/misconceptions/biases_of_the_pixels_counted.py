"""Your number is too large by the number of pixels. Does a pixel compute anything, or is it simply there?

Must fail: ice1_counts_the_parameters
"""
answers["ice1_count"] = 12_023_010

"""Your number of weights is right, but there are only four biases. Do all units of a layer share one bias?

Must fail: ice1_counts_the_parameters
"""
answers["ice1_count"] = 12_010_004

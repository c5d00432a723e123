"""Your number fits a network with one hidden layer. Draw the network of the exercise: how many arrows of weights
are there between the pixels and the ten outputs?

Must fail: ice1_picks_the_number_of_millions, ice1_counts_the_parameters
"""
answers["ice1"] = 1
answers["ice1_count"] = 10_011_010

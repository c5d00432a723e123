"""You added up the sizes of the layers: that is how many units there are. How many weights does a single unit of
the first hidden layer have?

Must fail: ice1_counts_the_parameters
"""
answers["ice1_count"] = 10_000 + 3 * 1000 + 10

"""You count an update for every sample. How many samples share one step of mini-batch gradient descent?

Must fail: updates_with_batches_of_128, updates_with_batches_of_256
"""
answers["updates_128"] = answers["updates_256"] = 60_000

"""Your number of updates is not a whole number. Can there be three quarters of an update?

Must fail: updates_with_batches_of_128, updates_with_batches_of_256
"""
answers["updates_128"], answers["updates_256"] = 60_000 / 128, 60_000 / 256

"""Your number of updates leaves some samples out in every epoch. What happens to those that do not fill a whole
mini-batch?

Must fail: updates_with_batches_of_128, updates_with_batches_of_256
"""
answers["updates_128"], answers["updates_256"] = 60_000 // 128, 60_000 // 256

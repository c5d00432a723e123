"""Your loss is negative. Can a cross-entropy be, and what sign has the logarithm of a probability?

Must fail: untrained_loss_is_that_of_guessing
"""
answers["untrained_loss"] = -2.303

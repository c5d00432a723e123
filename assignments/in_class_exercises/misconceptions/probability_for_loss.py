"""Your number is the probability of the right class. What does the cross-entropy make of a probability?

Must fail: untrained_loss_is_that_of_guessing
"""
answers["untrained_loss"] = 0.1

"""Your loss is measured in bits. Which logarithm is meant by nats?

Must fail: untrained_loss_is_that_of_guessing
"""
answers["untrained_loss"] = 3.3219

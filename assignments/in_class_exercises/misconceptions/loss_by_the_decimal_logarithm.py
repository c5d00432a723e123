"""Your loss comes out as 1. Which logarithm did you take, and which one does `torch.log` take?

Must fail: untrained_loss_is_that_of_guessing
"""
answers["untrained_loss"] = 1.0

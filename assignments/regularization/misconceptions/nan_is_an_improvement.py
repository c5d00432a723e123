"""A loss that has become nan counts as better with you, and nothing beats it afterwards. What does a
comparison with nan give, and which question did you ask?

Must fail: early_stopping_never_takes_nan_for_an_improvement
"""


def early_stopping(val_losses, patience, min_delta=0.0):
    best, best_loss, waited = 0, val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        loss = val_losses[epoch]
        if not loss >= best_loss - min_delta:
            best, best_loss, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best

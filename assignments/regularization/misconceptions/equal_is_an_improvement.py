"""You take an epoch for better whose loss is the same as before. What does the handout say about equal
losses?

Must fail: early_stopping_takes_equal_for_no_improvement
"""


def early_stopping(val_losses, patience, min_delta=0.0):
    best, best_loss, waited = 0, val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        loss = val_losses[epoch]
        if loss <= best_loss - min_delta:
            best, best_loss, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best

"""You take every lower loss for an improvement, however small the difference. What is min_delta for?

Must fail: early_stopping_asks_for_more_than_min_delta, early_stopping_adds_up_a_slow_decline
"""


def early_stopping(val_losses, patience, min_delta=0.0):
    best, best_loss, waited = 0, val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        loss = val_losses[epoch]
        if loss < best_loss:
            best, best_loss, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best

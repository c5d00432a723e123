"""A loss that falls slowly never counts as progress with you, however far it falls. When may the loss that
has to be beaten move?

Must fail: early_stopping_asks_for_more_than_min_delta, early_stopping_adds_up_a_slow_decline
"""


def early_stopping(val_losses, patience, min_delta=0.0):
    best, best_loss, waited = 0, val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        loss = val_losses[epoch]
        if loss < best_loss - min_delta:
            best, best_loss, waited = epoch, loss, 0
        else:
            best_loss = min(best_loss, loss)
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best

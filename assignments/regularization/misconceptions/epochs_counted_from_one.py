"""Your epochs are all one too large. What is the number of the first epoch?

Must fail: early_stopping_stops_when_patience_runs_out,
early_stopping_names_the_best_epoch_before_it_stopped, early_stopping_asks_for_more_than_min_delta,
early_stopping_adds_up_a_slow_decline, early_stopping_runs_to_the_end_if_losses_keep_falling,
early_stopping_never_takes_nan_for_an_improvement, early_stopping_takes_equal_for_no_improvement
"""


def early_stopping(val_losses, patience, min_delta=0.0):
    best, best_loss, waited = 0, val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        loss = val_losses[epoch]
        if loss < best_loss - min_delta:
            best, best_loss, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            return epoch + 1, best + 1
    return len(val_losses), best + 1

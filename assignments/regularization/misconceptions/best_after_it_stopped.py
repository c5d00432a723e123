"""Your best epoch may lie after the epoch at which you stopped. Which losses would you know if training had
really ended there?

Must fail: early_stopping_names_the_best_epoch_before_it_stopped,
early_stopping_asks_for_more_than_min_delta, early_stopping_never_takes_nan_for_an_improvement,
early_stopping_takes_equal_for_no_improvement
"""


def early_stopping(val_losses, patience, min_delta=0.0):
    best, best_loss, waited, stop = 0, val_losses[0], 0, len(val_losses) - 1
    for epoch, loss in enumerate(val_losses[1:], 1):
        if loss < best_loss - min_delta:
            best, best_loss, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            stop = epoch
            break
    for epoch, loss in enumerate(val_losses):
        if epoch > stop and loss < best_loss - min_delta:
            best, best_loss = epoch, loss
    return stop, best

"""You say "under" because the validation loss is high. Which of the two curves shows that a network has not
learned what it was given?

Must fail: diagnose_fit_says_under_if_the_training_loss_is_high,
diagnose_fit_says_over_if_the_curves_are_far_apart, diagnose_fit_never_says_over_if_validation_is_better,
diagnose_fit_looks_at_the_training_loss_first, diagnose_fit_judges_by_the_last_epoch
"""


def diagnose_fit(train, val, high, gap):
    if val[-1] > high:
        return "under"
    return "over" if val[-1] - train[-1] > gap else "right"

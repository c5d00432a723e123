"""You say "over" as soon as validation is worse than training, which it nearly always is. From which
distance on is it too much?

Must fail: diagnose_fit_says_under_if_the_training_loss_is_high,
diagnose_fit_says_over_if_the_curves_are_far_apart, diagnose_fit_judges_by_the_last_epoch
"""


def diagnose_fit(train, val, high, gap):
    if train[-1] > high:
        return "under"
    return "over" if val[-1] > train[-1] else "right"

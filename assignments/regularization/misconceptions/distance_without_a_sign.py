"""You say "over" when validation is far *better* than training. Which of the two is the larger one when a
network over-fits?

Must fail: diagnose_fit_never_says_over_if_validation_is_better
"""


def diagnose_fit(train, val, high, gap):
    if train[-1] > high:
        return "under"
    return "over" if abs(val[-1] - train[-1]) > gap else "right"

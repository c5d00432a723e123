"""You look at the lowest loss of each curve. Which epoch's network would you hand out?

Must fail: diagnose_fit_judges_by_the_last_epoch
"""


def diagnose_fit(train, val, high, gap):
    if min(train) > high:
        return "under"
    return "over" if min(val) - min(train) > gap else "right"

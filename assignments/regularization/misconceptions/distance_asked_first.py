"""When the training loss is high and the curves are far apart you say "over". Can a network over-fit that
has not even learned its training set?

Must fail: diagnose_fit_looks_at_the_training_loss_first
"""


def diagnose_fit(train, val, high, gap):
    if val[-1] - train[-1] > gap:
        return "over"
    return "under" if train[-1] > high else "right"

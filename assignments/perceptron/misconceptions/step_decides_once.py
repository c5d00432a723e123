"""Your step works for one number and fails for an array. How many answers should three pre-activations get,
and which expression in Python gives one decision for each element?

Must fail: step_of_an_array_tells_positive_from_negative, step_at_zero_is_zero_or_one, perceptron_of_samples_answers_for_each
"""


def step(z):
    if z >= 0:
        return 1
    else:
        return 0

"""Your random trials all show the same config, that of the last trial. Is a new dict made for each of them?

Must fail: random_search_returns_the_best_trial, random_search_records_every_trial,
random_search_takes_zero_for_a_number, random_search_never_prefers_nan,
random_search_counts_an_exception_as_a_trial, random_search_records_a_failure_as_nan_or_not_at_all
"""

import math


def random_search(objective, space, n, rng):
    config, best_config, best_value, trials = {}, None, math.inf, []
    for _ in range(n):
        for name in space:
            config[name] = draw(rng, *space[name])
        value = tried(objective, config)
        trials.append((config, value))
        if value < best_value:
            best_config, best_value = config, value
    return best_config, best_value, trials

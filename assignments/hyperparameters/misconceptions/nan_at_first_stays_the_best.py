"""If the very first value is nan, it stays your best for ever. What does Python say to 1.0 < nan?

Must fail: grid_search_never_prefers_nan, grid_search_without_a_number_has_no_best,
grid_search_goes_on_after_an_exception, random_search_never_prefers_nan,
random_search_counts_an_exception_as_a_trial, random_search_without_a_number_has_no_best
"""


def search(objective, configs):
    trials = [(config, tried(objective, config)) for config in configs]
    best_config, best_value = trials[0]
    for config, value in trials:
        if value < best_value:
            best_config, best_value = config, value
    return best_config, best_value, trials

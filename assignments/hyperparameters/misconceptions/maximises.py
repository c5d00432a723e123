"""You return the config with the largest value. Is the objective an accuracy here, or an error?

Must fail: grid_search_returns_the_best_point, grid_search_takes_zero_and_huge_values_for_numbers,
grid_search_returns_one_of_equally_good_points, grid_search_never_prefers_nan,
grid_search_goes_on_after_an_exception, random_search_returns_the_best_trial,
random_search_takes_zero_for_a_number, random_search_never_prefers_nan,
random_search_counts_an_exception_as_a_trial
"""


def search(objective, configs):
    trials = [(config, tried(objective, config)) for config in configs]
    numbers = [trial for trial in trials if not math.isnan(trial[1])]
    best_config, best_value = max(numbers, key=lambda trial: trial[1], default=(None, math.nan))
    return best_config, best_value, trials

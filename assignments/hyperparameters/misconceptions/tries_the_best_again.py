"""The objective is called once more at the end, for the best config. What if one call takes a night?

Must fail: grid_search_tries_every_point_once, random_search_makes_exactly_n_trials,
random_search_counts_an_exception_as_a_trial
"""


def search(objective, configs):
    trials = [(config, tried(objective, config)) for config in configs]
    numbers = [trial for trial in trials if not math.isnan(trial[1])]
    if not numbers:
        return None, math.nan, trials
    best_config, best_value = min(numbers, key=lambda trial: trial[1])
    objective(best_config)
    return best_config, best_value, trials

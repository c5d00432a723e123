"""Your trials hold only the configs that were better than all before. Could somebody plot the whole search
from them?

Must fail: grid_search_records_every_trial, grid_search_returns_one_of_equally_good_points,
grid_search_records_a_failure_as_nan_or_not_at_all, random_search_records_every_trial,
random_search_records_a_failure_as_nan_or_not_at_all
"""


def search(objective, configs):
    best_config, best_value, trials = None, math.inf, []
    for config in configs:
        value = tried(objective, config)
        if value < best_value:
            best_config, best_value = config, value
            trials.append((config, value))
    return best_config, best_value, trials

"""All your recorded configs look alike, and the best one is simply the last. How many dicts does your
search create, and who else holds on to the one you change?

Must fail: grid_search_returns_the_best_point, grid_search_records_every_trial,
grid_search_takes_zero_and_huge_values_for_numbers, grid_search_returns_one_of_equally_good_points,
grid_search_never_prefers_nan, grid_search_goes_on_after_an_exception,
grid_search_records_a_failure_as_nan_or_not_at_all
"""

import itertools
import math


def grid_search(objective, grid):
    config, best_config, best_value, trials = {}, None, math.inf, []
    for point in itertools.product(*grid.values()):
        config.update(zip(grid, point))
        try:
            value = objective(config)
        except Exception:
            value = math.nan
        trials.append((config, value))
        if value < best_value:
            best_config, best_value = config, value
    return best_config, best_value, trials

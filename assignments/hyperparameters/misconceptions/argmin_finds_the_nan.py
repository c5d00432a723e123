"""A single diverged run is reported as your best. What does np.argmin do with a list that holds nan?

Must fail: grid_search_never_prefers_nan, grid_search_without_a_number_has_no_best,
random_search_never_prefers_nan, random_search_without_a_number_has_no_best
"""

import numpy as np


def search(objective, configs):
    trials = []
    for config in configs:
        try:
            trials.append((config, objective(config)))
        except Exception:
            continue
    if not trials:
        return None, None, trials
    best_config, best_value = trials[int(np.argmin([value for _, value in trials]))]
    return best_config, best_value, trials

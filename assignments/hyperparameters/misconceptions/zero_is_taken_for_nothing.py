"""A perfect config, with the value 0, never wins in your search. Which values does Python take for False?

Must fail: grid_search_takes_zero_and_huge_values_for_numbers, random_search_takes_zero_for_a_number
"""


def search(objective, configs):
    trials = [(config, tried(objective, config)) for config in configs]
    best_config, best_value = None, math.inf
    for config, value in trials:
        if value and value < best_value:
            best_config, best_value = config, value
    return best_config, best_value, trials

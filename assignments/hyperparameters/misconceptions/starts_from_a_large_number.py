"""If every value of the objective is enormous, your search finds no best config at all. With which number
does its comparison begin?

Must fail: grid_search_takes_zero_and_huge_values_for_numbers
"""


def search(objective, configs):
    trials = [(config, tried(objective, config)) for config in configs]
    best_config, best_value = None, 1e9
    for config, value in trials:
        if value < best_value:
            best_config, best_value = config, value
    return best_config, best_value, trials

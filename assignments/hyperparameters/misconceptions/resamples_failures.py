"""When the objective raises, your search draws another config until it has n values. How many calls may it
make?

Must fail: random_search_counts_an_exception_as_a_trial, random_search_without_a_number_has_no_best
"""


def random_search(objective, space, n, rng):
    trials, calls = [], 0
    while len(trials) < n and calls < 20 * n:
        config, calls = {name: draw(rng, *space[name]) for name in space}, calls + 1
        try:
            trials.append((config, objective(config)))
        except Exception:
            continue
    numbers = [trial for trial in trials if not math.isnan(trial[1])]
    best_config, best_value = min(numbers, key=lambda trial: trial[1], default=(None, math.nan))
    return best_config, best_value, trials

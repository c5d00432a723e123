"""Where two configs have the same value, one of them is missing from your trials. What are the keys of the
dict in which you collect them?

Must fail: grid_search_returns_one_of_equally_good_points
"""


def grid_search(objective, grid):
    points = itertools.product(*grid.values())
    best_config, best_value, trials = search(objective, [dict(zip(grid, point)) for point in points])
    by_value = {value: config for config, value in trials}
    return best_config, best_value, [(config, value) for value, config in by_value.items()]

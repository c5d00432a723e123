"""After your search the grid has lost some of its names. Whose dict do you take them out of?

Must fail: grid_search_leaves_the_grid_alone
"""


def grid_search(objective, grid):
    configs = [{}]
    while grid:
        name, values = grid.popitem()
        configs = [{**config, name: value} for config in configs for value in values]
    return search(objective, configs)

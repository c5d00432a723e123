"""The objective receives texts where the grid has numbers, or arrays where it has tuples. What does numpy
do with a list of mixed values?

Must fail: grid_search_hands_values_on_as_they_are
"""

import numpy as np


def grid_search(objective, grid):
    axes = [np.array(list(map(str, values)) if mixed(values) else values) for values in grid.values()]
    points = np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1)
    return search(objective, [dict(zip(grid, point)) for point in points])


def mixed(values):
    return any(isinstance(value, (str, tuple, type(None))) for value in values)

"""Your grid search pairs the first values, then the second ones, and so on. How many points has a grid of
two lists with three values each?

Must fail: grid_search_tries_every_point_once, grid_search_returns_the_best_point,
grid_search_records_every_trial, grid_search_hands_values_on_as_they_are,
grid_search_takes_zero_and_huge_values_for_numbers, grid_search_returns_one_of_equally_good_points,
grid_search_never_prefers_nan, grid_search_goes_on_after_an_exception,
grid_search_records_a_failure_as_nan_or_not_at_all, grid_search_without_a_number_has_no_best
"""


def grid_search(objective, grid):
    return search(objective, [dict(zip(grid, point)) for point in zip(*grid.values())])

"""Your trials claim that the objective returned infinity, but it never did. What do the conventions say
about the value of a failed config?

Must fail: grid_search_records_a_failure_as_nan_or_not_at_all, grid_search_without_a_number_has_no_best,
random_search_records_a_failure_as_nan_or_not_at_all, random_search_without_a_number_has_no_best
"""


def tried(objective, config):
    try:
        return objective(config)
    except Exception:
        return math.inf

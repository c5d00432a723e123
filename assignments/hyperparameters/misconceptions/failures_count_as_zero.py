"""A config that could not be evaluated is recorded with the value 0. How good would an error of 0 be?

Must fail: grid_search_goes_on_after_an_exception, grid_search_records_a_failure_as_nan_or_not_at_all,
grid_search_without_a_number_has_no_best, random_search_counts_an_exception_as_a_trial,
random_search_records_a_failure_as_nan_or_not_at_all, random_search_without_a_number_has_no_best
"""


def tried(objective, config):
    try:
        return objective(config)
    except Exception:
        return 0.0

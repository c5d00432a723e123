"""The first config that cannot be evaluated ends your whole search. What should become of the others?

Must fail: grid_search_goes_on_after_an_exception, grid_search_records_a_failure_as_nan_or_not_at_all,
grid_search_without_a_number_has_no_best, random_search_counts_an_exception_as_a_trial,
random_search_records_a_failure_as_nan_or_not_at_all, random_search_without_a_number_has_no_best
"""


def tried(objective, config):
    return objective(config)

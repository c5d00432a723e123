"""The objective takes one dict, and you hand it one argument for every name. What does a * or ** in a call
do?

Must fail: grid_search_tries_every_point_once, grid_search_returns_the_best_point,
grid_search_records_every_trial, grid_search_hands_values_on_as_they_are,
grid_search_takes_zero_and_huge_values_for_numbers, grid_search_returns_one_of_equally_good_points,
grid_search_never_prefers_nan, grid_search_goes_on_after_an_exception,
grid_search_records_a_failure_as_nan_or_not_at_all, grid_search_without_a_number_has_no_best,
grid_search_leaves_the_grid_alone, random_search_makes_exactly_n_trials,
random_search_returns_the_best_trial, random_search_records_every_trial,
random_search_takes_zero_for_a_number, random_search_never_prefers_nan,
random_search_counts_an_exception_as_a_trial, random_search_records_a_failure_as_nan_or_not_at_all,
random_search_without_a_number_has_no_best, random_search_draws_from_rng_alone,
nine_random_trials_see_nine_values_where_a_grid_sees_three,
uniform_draws_are_spread_evenly_over_their_range, log_draws_are_spread_evenly_over_the_powers_of_ten,
int_draws_include_both_ends, choice_draws_take_every_option_equally_often,
choice_hands_values_on_as_they_are, every_value_is_drawn_on_its_own
"""


def tried(objective, config):
    try:
        return objective(**config)
    except Exception:
        return math.nan

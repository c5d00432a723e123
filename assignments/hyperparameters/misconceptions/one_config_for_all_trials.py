"""All your random trials try the same config. In which loop is it drawn?

Must fail: random_search_counts_an_exception_as_a_trial, random_search_never_prefers_nan,
nine_random_trials_see_nine_values_where_a_grid_sees_three,
uniform_draws_are_spread_evenly_over_their_range, log_draws_are_spread_evenly_over_the_powers_of_ten,
int_draws_include_both_ends, choice_draws_take_every_option_equally_often, every_value_is_drawn_on_its_own
"""


def random_search(objective, space, n, rng):
    config = {name: draw(rng, *space[name]) for name in space}
    return search(objective, [config] * n)

"""Your random search makes n - 1 trials. Where does your count begin, and where does it end?

Must fail: random_search_makes_exactly_n_trials, random_search_counts_an_exception_as_a_trial,
random_search_without_a_number_has_no_best, nine_random_trials_see_nine_values_where_a_grid_sees_three
"""


def random_search(objective, space, n, rng):
    return search(objective, [{name: draw(rng, *space[name]) for name in space} for _ in range(1, n)])

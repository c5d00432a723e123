"""Where the space is small, your search makes fewer than n trials. What does it do with a config that it
has drawn before, and what do the conventions say?

Must fail: random_search_makes_exactly_n_trials, int_draws_include_both_ends,
choice_draws_take_every_option_equally_often
"""


def random_search(objective, space, n, rng):
    configs = []
    for _ in range(n):
        config = {name: draw(rng, *space[name]) for name in space}
        if config not in configs:
            configs.append(config)
    return search(objective, configs)

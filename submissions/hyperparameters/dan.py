# dan, hyper-parameters
from itertools import product
import random
import math

def grid_search(objective, grid):
    best_config, best_value = None, math.inf
    trials = []
    config = {}
    for values in product(*grid.values()):
        for k, v in zip(grid, values):
            config[k] = v
        value = objective(config)
        trials.append((config, value))
        if value < best_value:
            best_config, best_value = config, value
    return best_config, best_value, trials

def random_search(objective, space, n, rng):
    best_config, best_value = None, math.inf
    trials = []
    for i in range(n):
        config = {}
        for k, s in space.items():
            if s[0] == "choice": config[k] = random.choice(s[1])
            if s[0] == "int": config[k] = random.randint(s[1], s[2])
            if s[0] == "uniform": config[k] = random.uniform(s[1], s[2])
            if s[0] == "log": config[k] = math.exp(random.uniform(math.log(s[1]), math.log(s[2])))
        value = objective(config)
        trials.append((config, value))
        if value < best_value:
            best_config, best_value = config, value
    return best_config, best_value, trials

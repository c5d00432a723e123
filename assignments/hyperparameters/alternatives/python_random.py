"""Python's own generator seeded from rng; subclasses of dict, list, tuple; a heap; whole floats."""

import heapq
import math
import random
from collections import OrderedDict, namedtuple

Trial = namedtuple("Trial", "config value")
Result = namedtuple("Result", "best_config best_value trials")


class Trials(list):
    pass


def run(objective, configs):
    trials, heap = Trials(), []
    for k, config in enumerate(configs):
        value = float("nan")
        try:
            value = objective(config)
        except (Exception, KeyboardInterrupt):
            value = float("nan")
        finally:
            trials.append(Trial(config, value))
        if value == value:
            heapq.heappush(heap, (value, -k, config))
    if not heap:
        return Result(None, float("nan"), trials)
    value, _, config = heapq.heappop(heap)
    return Result(config, value, trials)


def grid_search(objective, grid):
    total = math.prod(len(values) for values in grid.values())

    def point(number):
        config = OrderedDict()
        for name in grid:
            number, digit = divmod(number, len(grid[name]))
            config[name] = grid[name][digit]
        return config

    return run(objective, map(point, reversed(range(total))))


def random_search(objective, space, n, rng):
    source = random.Random(int(rng.integers(0, 2**63 - 1)))
    samplers = {
        "uniform": source.uniform,
        "log": lambda lo, hi: lo * (hi / lo) ** source.random(),
        "int": lambda lo, hi: float(source.randint(lo, hi)),
        "choice": source.choice,
    }
    names = sorted(space)
    draws = [[(name, samplers[space[name][0]](*space[name][1:])) for name in names] for _ in range(n)]
    return run(objective, map(OrderedDict, draws))

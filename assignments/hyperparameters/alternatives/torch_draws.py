"""A torch generator seeded from rng; draws in single precision; values as 0-d tensors."""

import math

import torch


def random_search(objective, space, n, rng):
    generator = torch.Generator().manual_seed(int(rng.integers(2**62)))
    configs = []
    for _ in range(n):
        config = {}
        for name, (kind, *rest) in space.items():
            u = torch.rand((), generator=generator)
            if kind == "choice":
                config[name] = rest[0][torch.randint(len(rest[0]), (), generator=generator).item()]
            elif kind == "int":
                config[name] = torch.randint(rest[0], rest[1] + 1, (), generator=generator)
            elif kind == "log":
                lo, hi = torch.tensor(rest, dtype=torch.float64).log()
                config[name] = torch.lerp(lo, hi, u.double()).exp()
            else:
                config[name] = rest[0] + (rest[1] - rest[0]) * u.double()
        configs.append(config)
    return search(objective, configs)

"""Where chance begins: one seed for each task, independent of all others.

Students get half of the examples of each visible task, to try their code on. What these are drawn from says
nothing about the seed of the rest.
"""

import hashlib


def seed_of(seed: int | str, task: str) -> int:
    """The seed of one task."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{task}".encode()).digest()[:8], "big")


def released_seed(task: str) -> int:
    """The seed of the examples of a task that students get."""
    return seed_of("released", task)


def released_share(examples: int) -> int:
    """How many of a task's examples students get: half; two at least, for the first is the simplest one."""
    return max((examples + 1) // 2, min(examples, 2))

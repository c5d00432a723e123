"""Far side: every source of chance follows from one seed.

`random`, numpy's and torch's global generators are seeded outright. Generators that a student makes
without a seed (`default_rng()`, `SeedSequence()`, `RandomState()`, `Random()`) draw successive children
of that seed: a fresh stream at each construction, the same streams in each grading.
"""

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.random.bit_generator as bit_generator


class Entropy:
    """Stands where numpy and `random` would ask the operating system for entropy."""

    def __init__(self) -> None:
        self._children = random.Random(0)

    def restart(self, seed: int) -> None:
        self._children.seed(seed)

    def bits(self, count: int) -> int:
        """`count` random bits, as `secrets.randbits` gives them."""
        return self._children.getrandbits(count)


def install(entropy: Entropy) -> None:
    """Make numpy and `random` ask `entropy` where they would ask the operating system."""
    bit_generator.randbits = entropy.bits  # type: ignore[attr-defined]
    original: Callable[..., None] = random.Random.seed

    def seed(self: random.Random, a: Any = None, version: int = 2) -> None:
        """Seed from `a`, or from the next child when there is none."""
        original(self, entropy.bits(256) if a is None else a, version)

    random.Random.seed = seed  # type: ignore[method-assign]
    random.seed = random._inst.seed


@contextmanager
def installed(entropy: Entropy) -> Iterator[None]:
    """`install`, undone at the end: for a process that goes on as the student's own."""
    bits, method, seed = bit_generator.randbits, random.Random.seed, random.seed  # type: ignore[attr-defined]
    install(entropy)
    try:
        yield
    finally:
        bit_generator.randbits = bits  # type: ignore[attr-defined]
        random.Random.seed = method  # type: ignore[method-assign]
        random.seed = seed


def seed_everything(entropy: Entropy, seed: int) -> None:
    """Put all generators into the state that belongs to `seed` (any non-negative int)."""
    entropy.restart(seed)
    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch = sys.modules.get("torch")
    if torch is not None and hasattr(torch, "manual_seed"):
        torch.manual_seed(seed % 2**63)

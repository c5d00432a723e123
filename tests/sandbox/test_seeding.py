"""Every source of chance follows from the seed of the task."""

import random

import numpy as np
import numpy.random.bit_generator as bit_generator
import pytest

from autograder.sandbox.seeding import Entropy, installed, seed_everything
from autograder.sandbox.student import Student
from tests.sandbox.conftest import Bench

SOURCES = {
    "random": "random.random()",
    "random.Random": "random.Random().random()",
    "random.seed": "(random.seed(), random.random())[1]",
    "numpy": "np.random.rand()",
    "default_rng": "np.random.default_rng().random()",
    "RandomState": "np.random.RandomState().rand()",
    "SeedSequence": "float(np.random.SeedSequence().entropy % 2**60)",
    "Generator": "np.random.Generator(np.random.PCG64()).random()",
    "numpy seed": "(np.random.seed(), np.random.rand())[1]",
    "choice": "random.choice(range(10**9)) + 0.0",
    "hash": "float(hash('text') % 2**50)",
}
TORCH = {
    "torch": "torch.rand(1).item()",
    "layer": "torch.nn.Linear(1, 1).weight.item()",
    "multinomial": "torch.randperm(10**6)[0].item() + 0.0",
}


def draws(bench: Bench, expression: str, seed: int) -> tuple[list[float], float]:
    """Two draws of one run, and one made while loading; `torch` is the module if the worker has it."""
    source = f"""
        import random, sys
        import numpy as np
        torch = sys.modules.get("torch")
        early = {expression}
        def f(): return {expression}
    """
    student = Student(bench.run_of(bench.loaded(source, seed=seed), seed))
    return [student.f(), student.f()], student["early"]


@pytest.mark.parametrize("name", SOURCES)
def test_the_same_seed_gives_the_same_numbers(bench: Bench, name: str) -> None:
    """In two workers, while loading and while running."""
    assert draws(bench, SOURCES[name], 5) == draws(bench, SOURCES[name], 5)


@pytest.mark.parametrize("name", [name for name in SOURCES if name != "hash"])
def test_another_seed_or_draw_gives_other_numbers(bench: Bench, name: str) -> None:
    """Generators made without a seed differ at each construction, as they should."""
    (first, second), early = draws(bench, SOURCES[name], 5)
    (third, _), other = draws(bench, SOURCES[name], 6)
    assert len({first, second, third}) == 3
    assert early != other


@pytest.mark.slow
@pytest.mark.parametrize("name", TORCH)
def test_torch_follows_the_seed(torch_bench: Bench, name: str) -> None:
    """Same seed, same tensors; next draw or other seed, others."""
    (first, second), early = draws(torch_bench, TORCH[name], 5)
    assert ([first, second], early) == draws(torch_bench, TORCH[name], 5)
    assert len({first, second, draws(torch_bench, TORCH[name], 6)[0][0]}) == 3


def test_a_seed_of_the_students_is_theirs(bench: Bench) -> None:
    """Seeded generators give the numbers that they give everywhere."""
    student = bench.student(
        """
        import random
        import numpy as np
        def f(): return np.random.default_rng(0).random(), random.Random(0).random()
        """
    )
    assert student.f() == (0.6369616873214543, 0.8444218515250481)


def test_two_runs_of_one_task_draw_the_same(bench: Bench) -> None:
    """A fresh snapshot starts from the task's seed, whatever ran before."""
    session = bench.loaded("import random\ndef f():\n    return random.random()")
    first, second, other = (Student(bench.run_of(session, seed)).f() for seed in (3, 3, 4))
    assert first == second != other


def test_a_seed_of_any_size_will_do(bench: Bench) -> None:
    """Seeds are digests of many bits."""
    session = bench.loaded("import numpy as np\ndef f():\n    return np.random.rand()", seed=2**200 + 1)
    assert 0 <= Student(bench.run_of(session, 2**300 + 1)).f() < 1


def test_it_can_be_undone() -> None:
    """A process that goes on as somebody else's own asks its system for entropy again."""
    entropy, before = Entropy(), (bit_generator.randbits, random.Random.seed, random.seed)  # type: ignore[attr-defined]
    with installed(entropy):
        drawn = []
        for _ in range(2):
            seed_everything(entropy, 3)
            drawn.append((np.random.default_rng().random(), random.Random().random()))
        assert drawn[0] == drawn[1]
    assert (bit_generator.randbits, random.Random.seed, random.seed) == before  # type: ignore[attr-defined]
    assert np.random.default_rng().random() != np.random.default_rng().random()

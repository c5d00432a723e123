"""A table of the released examples passes what students try, and nothing else."""

import base64
import pickle
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograder.intake.assignments import read_assignment
from autograder.judging.grader import Grader
from autograder.judging.judge import Judge
from autograder.judging.sources import reference_text
from autograder.local.bench import Bench, Modules
from autograder.local.offered import Offered, read_offered
from autograder.model import Cell, Outcome, Status, Submission
from autograder.publish.bundle import bundled
from tests.judging.test_six_words import ADD, DESCRIBE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BACKPROP = ("affine_forward", "affine_backward", "relu_forward", "relu_backward", "softmax_loss")
TABLE = """
import base64, pickle, zlib
import numpy as np

TABLE = pickle.loads(zlib.decompress(base64.b64decode("{table}")))

def key(value):
    if isinstance(value, (list, tuple)):
        return [key(item) for item in value]
    array = np.asarray(value)
    return (array.dtype.str, array.shape, array.tobytes())

def asked(name, *args, **kwargs):
    return TABLE.get(repr((name, key(args), sorted(kwargs.items()))), 0.0)
"""
WHERE = 'pickle.loads(zlib.decompress(base64.b64decode("{table}")))'
ONE = "def {name}(*args, **kwargs):\n    return asked({name!r}, *args, **kwargs)\n"


def listening(table: dict[str, Any], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, writing down what it answers."""
    made: dict[str, Any] = {}
    exec(
        TABLE.partition("def key")[0].partition("TABLE")[0] + "def key" + TABLE.partition("def key")[2], made
    )

    def listened(*args: Any, **kwargs: Any) -> Any:
        question = repr((name, made["key"](args), sorted(kwargs.items())))
        return table.setdefault(question, function(*args, **kwargs))

    return listened


def table_of(offered: Offered, source: str, names: Iterable[str]) -> str:
    """A submission that knows what the reference answers to the released examples, and nothing else."""
    own, table = ModuleType("submission"), dict[str, Any]()
    exec(source, vars(own))
    for name in names:
        setattr(own, name, listening(table, name, getattr(own, name)))
    opened: Callable[[], Modules] = lambda: {"": own, "given": ModuleType("given")}  # noqa: E731
    assert not judged(Bench(offered, opened), tasks_of(offered, names))
    packed = base64.b64encode(zlib.compress(pickle.dumps(table))).decode()
    return TABLE.replace("{table}", packed) + "\n".join(ONE.format(name=name) for name in names)


def tasks_of(offered: Offered, names: Iterable[str]) -> list[str]:
    """The tasks that call these functions and no other, and draw."""
    wanted = set(names)
    return [
        task.name
        for task in offered.facts.tasks
        if set(task.names) <= wanted and len(offered.trying[task.name].recording.examples) > 1
    ]


def judged(bench: Bench, names: Iterable[str]) -> dict[str, str]:
    """The tasks that do not pass where students try them."""
    tasks = [task for task in bench.offered.facts.tasks if task.name in names]
    return {o.task: o.says for o in bench.outcomes(tasks) if o.status is not Status.PASSED}


def graded(grader: Grader, source: str, tasks: list[str]) -> dict[str, Outcome]:
    """How these tasks end in grading."""
    limit = grader.assignment.limits.submission
    judge = Judge(grader.checks, grader.recordings, grader.assignment.seed, limit)
    with grader.session(grader.source(Submission("s", Path("s"), (Cell(0, source),)))) as session:
        session.load()
        return {o.task: o for o in judge.outcomes(session, tasks)}


def tried_and_graded(
    grader: Grader, folder: Path, names: Iterable[str]
) -> tuple[set[str], set[str], set[str]]:
    """The tasks that a table is for, those it misses where students try, those it passes in grading."""
    offered = read_offered(bundled(grader).text, folder)
    source = table_of(offered, reference_text(grader.assignment), names)
    own = ModuleType("submission")
    exec(source, vars(own))
    tasks = tasks_of(offered, names)
    missed = judged(Bench(offered, lambda: {"": own, "given": ModuleType("given")}), tasks)
    passed = {n for n, o in graded(grader, source, tasks).items() if o.status is Status.PASSED}
    return set(tasks), set(missed), passed


def test_a_table_of_the_tiny_course(tiny: Grader, tmp_path: Path) -> None:
    """Passes what students try and no task in grading."""
    found = tried_and_graded(tiny, tmp_path, ("add", "describe"))
    assert found == ({ADD, DESCRIBE}, set(), set())


def test_a_table_of_a_real_assignment(tmp_path: Path) -> None:
    """The layers of backprop: each drawn task refuses the table."""
    with Grader(read_assignment("backprop", ROOT)) as grader:
        tasks, missed, passed = tried_and_graded(grader, tmp_path, BACKPROP)
    assert len(tasks) >= 10
    assert (missed, passed) == (set(), set())

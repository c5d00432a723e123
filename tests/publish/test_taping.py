"""What the reference answers is written down for each example, and played where there is no reference."""

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import numpy as np
import pytest

import reference_solutions
from autograder.judging.grader import Grader
from autograder.local.bench import Bench
from autograder.local.offered import Offered, read_offered
from autograder.local.tape import VALUE, Answer, Thing
from autograder.publish.bundle import Bundle, bundled
from autograder.publish.taping import Recorder, Tapes
from tests.course import opened, write_course

TESTS = '''
import numpy as np
from hypothesis import given, strategies as st

from autograder.claims import near, task
from autograder.claims.strategies import arrays
from reference_solutions import taped as solution


@task(points=1)
@given(arrays(3))
def test_double_is_the_references(student, x):
    """double(x)."""
    assert student.double(x) == near(solution.double(x))


@task(points=1)
@given(arrays(3))
def test_net_is_the_references(student, x):
    """Net(3).forward(x)."""
    net = solution.Net(3)
    assert student.Net(3).forward(x) == near(net.forward(x))
    assert student.double(x) == near(net.twice(net).forward(x) - net.bias * 0)
    assert student.rate() == near(solution.RATE)


@task(points=1)
@given(arrays(3))
def test_of_the_answer(student, x):
    """double(double(x) rounded)."""
    once = student.double(x)
    assert student.double(once) == near(solution.double(once))


@task(points=1)
@given(arrays(3))
def test_in_place(student, x):
    """The reference may work in what it answered."""
    wanted = solution.double(x)
    wanted += 1
    assert student.double(x) + 1 == near(wanted)


@task(points=1)
@given(st.integers(1, 5))
def test_not_to_be_played(student, n):
    """The reference compares."""
    assert (solution.Net(n) == solution.Net(n)) == 0
    assert student.double(isinstance(solution.Net(n), solution.Net)) == near(2)
'''
REFERENCE = """
    import numpy as np
    RATE = 0.5
    def double(x): return 2 * x
    def rate(): return RATE
    class Net:
        def __init__(self, n): self.n, self.bias, self.factor = n, np.zeros(n), 1
        def forward(self, x): return self.factor * x + self.bias
        def twice(self, other):
            made = Net(other.n)
            made.factor = 2
            return made
    """


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    """An assignment whose tests ask the reference."""
    root = write_course(tmp_path_factory.mktemp("taped"), "taped", TESTS, REFERENCE, points=5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference_solutions, "__path__", [str(root / "reference_solutions")])
        with opened(root) as made:
            yield made


@pytest.fixture(scope="module")
def bundle(grader: Grader) -> Bundle:
    """What it releases."""
    return bundled(grader)


@pytest.fixture
def offered(bundle: Bundle, tmp_path: Path) -> Offered:
    """The same, as students have it."""
    return read_offered(bundle.text, tmp_path)


def tried(offered: Offered, source: str) -> dict[str, str]:
    """How the tasks end."""
    module = ModuleType("submission")
    exec(source, vars(module))
    bench = Bench(offered, lambda: {"": module, "given": ModuleType("given")})
    return {o.task: str(o.status) for o in bench.outcomes(offered.facts.tasks)}


def source(*more: str) -> str:
    return "\n".join([dedent(REFERENCE), *more])


def test_each_example_has_its_answers(bundle: Bundle) -> None:
    """In order, by function and object."""
    told = {t.task: t.answers for t in bundle.told}
    assert [len(answers) for answers in told["double_is_the_references"]] == [1] * 10
    names = [(a.number, a.name) for a in told["net_is_the_references"][0]]
    assert names[:3] == [(0, "Net"), (1, "forward"), (1, "twice")]
    assert Answer(0, "RATE", VALUE, 0.5) in told["net_is_the_references"][0]
    assert told["net_is_the_references"][0][0].value == Thing(1)


def test_right_work_passes_without_the_reference(offered: Offered) -> None:
    """Values, objects, attributes; questions about a right answer; oracles that work in place."""
    found = tried(offered, source())
    assert {task: word for task, word in found.items() if word != "passed"} == {"not_to_be_played": "void"}


def test_a_question_about_a_wrong_answer_cannot_be_told(offered: Offered) -> None:
    """Another answer than the reference's leads to a question that nobody asked: void, and never passed."""
    found = tried(offered, source("def double(x): return 3 * x"))
    assert found["double_is_the_references"] == "failed"
    assert found["of_the_answer"] == "void"
    assert found["in_place"] == "failed"


def test_what_a_tape_cannot_play_is_said(bundle: Bundle) -> None:
    """A test that looks at what the reference's objects are is graded only, and says why."""
    assert set(bundle.facts.elsewhere) == {"not_to_be_played"}
    assert "what the reference answers cannot be played back" in bundle.facts.elsewhere["not_to_be_played"]


def test_the_tests_have_the_reference_back(grader: Grader, bundle: Bundle) -> None:
    """Taping leaves the tests as they were: grading goes on with the reference."""
    assert bundle.told
    for check in grader.checks:
        assert type(vars(sys.modules[check.body.__module__])["solution"]) is ModuleType


def test_an_answer_is_kept_as_it_was_given() -> None:
    """What a test does to an answer afterwards is not what was written down."""
    module = ModuleType("reference")
    vars(module)["ones"] = lambda n: np.ones(n)
    tapes = Tapes(module)
    answer = Recorder(tapes, 0).ones(2)
    answer += 5
    assert tapes.answers[0].value.tolist() == [1, 1]

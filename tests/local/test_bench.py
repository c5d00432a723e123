"""Released tasks tried in this process end as the grader would end them."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.judging.recordings import Example
from autograder.local.bench import Attempt, Bench, Modules, weight
from autograder.local.loop import Here
from autograder.local.offered import Offered, read_offered
from autograder.model import Outcome, Status, Task
from tests.course import GIVEN, SOLUTION, changed, words
from tests.judging.test_six_words import ADD, ANSWER, COUNT, DESCRIBE, SLOPE


def modules(source: str) -> Modules:
    """A module of this source, and what the course gives beside it."""
    own, given = ModuleType("submission"), ModuleType("given")
    exec(dedent(source), vars(own))
    exec(GIVEN, vars(given))
    return {"": own, "given": given}


def bench(offered: Offered, source: str) -> Bench:
    return Bench(offered, lambda: modules(source))


def tried(offered: Offered, source: str, *names: str) -> dict[str, Outcome]:
    """How the tasks end."""
    tasks = [task for task in offered.facts.tasks if not names or task.name in names]
    return {outcome.task: outcome for outcome in bench(offered, source).outcomes(tasks)}


def test_the_solution_passes_all(offered: Offered) -> None:
    """Every visible task, and in their order."""
    found = tried(offered, SOLUTION)
    assert list(found) == [ADD, DESCRIBE, SLOPE, COUNT, ANSWER]
    assert words(found) == ["passed"] * 5


@pytest.mark.parametrize(
    ("source", "task", "word", "says"),
    [
        ("def add(x, y): return x - y", ADD, "failed", ""),
        ("def add(x, y): return x / [][0]", ADD, "raised", "IndexError"),
        ("def answer(): raise SystemExit", ANSWER, "raised", "SystemExit"),
        ("def answer(): return sum(range(10**8))", ANSWER, "lost", "computing time"),
        ("del answer", ANSWER, "absent", "answer"),
        ("def slope(f, t): return f('a')", SLOPE, "void", "callback(may_raise=...)"),
        ("def count(boxes): return [boxes]", COUNT, "failed", ""),
    ],
)
def test_each_word(offered: Offered, source: str, task: str, word: str, says: str) -> None:
    """A wrong answer, an exception, too long a call, a missing name, an author's slip: as in grading."""
    found = tried(offered, changed(source), task)[task]
    assert str(found.status) == word
    assert says in found.says


def test_the_example_shown_is_the_smallest_that_fails(offered: Offered) -> None:
    """Examples are in order of size, so the first that fails is shown."""
    examples = offered.trying[ADD].recording.examples
    sizes = [np.size(example.arguments["pair"].x) for example in examples]
    assert sizes[0] == 1
    assert max(sizes) > 1
    found = tried(offered, changed("def add(x, y): return x + y + (len(x) > 2)"), ADD)[ADD]
    assert found.counterexample is not None
    first = next(e.arguments["pair"] for e in examples if len(e.arguments["pair"].x) > 2)
    assert found.counterexample.arguments == {"x": first.x.tolist(), "y": first.y.tolist()}


def test_a_task_that_was_known_before_is_not_tried_again(offered: Offered) -> None:
    """It decides what comes after it."""
    lost = Outcome(ADD, Status.LOST)
    found = list(bench(offered, SOLUTION).outcomes(offered.facts.tasks, [lost]))
    assert [outcome.task for outcome in found] == [DESCRIBE, SLOPE, COUNT, ANSWER]
    assert found[0].status is Status.FAILED


def test_a_misconception_is_named_by_its_hint(offered: Offered) -> None:
    """The hint of the misconception that answers the same, and none for another answer."""
    subtracts, other = "def add(x, y): return x - y", "def add(x, y): return x + 2 * y"
    assert tried(offered, changed(subtracts), ADD)[ADD].hint == "Did you take the difference?"
    assert tried(offered, changed(other), ADD)[ADD].hint == ""


def test_a_task_without_examples_is_not_judged(offered: Offered) -> None:
    """What is graded only by the course is void, with the reason."""
    facts = offered.facts
    elsewhere = Offered(
        facts.__class__(
            **{**{n: getattr(facts, n) for n in facts.__slots__}, "elsewhere": {ADD: "so it is"}}
        ),
        offered.blobs,
        offered.folder,
    )
    found = tried(elsewhere, SOLUTION, ADD, DESCRIBE, ANSWER)
    assert found[ADD].says == "Only the course's grader can judge this one: so it is."
    assert found[ADD].status is found[DESCRIBE].status is Status.VOID
    assert found[ANSWER].status is Status.PASSED


def test_a_test_whose_file_is_missing_says_so(offered: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reads the course's data where they are not is void; a student's own missing file is not."""
    fetch: Callable[..., Any] = lambda student: open("data/none.txt")  # noqa: E731, SIM115
    odd = read_offered(text_of(offered), offered.folder)
    (task,) = odd.named(ANSWER)
    monkeypatch.setattr(odd.modules["test_tiny"], f"test_{ANSWER}", fetch)
    found = next(bench(odd, SOLUTION).outcomes([task]))
    assert found.status is Status.VOID
    assert "it needs data/none.txt; lay the course's folder data beside autograder.py" in found.says
    own = tried(offered, changed("def answer(): return open('data/none.txt')"), ANSWER)
    assert own[ANSWER].status is Status.RAISED


def text_of(offered: Offered) -> str:
    """What was released, as a text again."""
    return (Path(offered.folder) / "tiny.b85").read_text()


def test_chance_has_one_seed_a_task(offered: Offered) -> None:
    """Two tries see the same numbers; a generator without a seed, too."""
    source = changed("import random", "import numpy as np", "def answer(): return random.random() + {}")
    for more in ("np.random.rand()", "0"):
        first, second = (tried(offered, source.format(more), ANSWER)[ANSWER] for _ in range(2))
        assert first.says == second.says
        assert first.status is Status.FAILED


class Seen:
    """Writes down what a bench does."""

    def __init__(self) -> None:
        self.tasks: list[str] = []
        self.calls = 0

    def begin(self, task: Task, attempt: Attempt) -> None:
        self.tasks.append(task.name)

    def call(self, here: Here) -> None:
        self.calls += 1


def test_a_watcher_is_told(offered: Offered) -> None:
    """Each task as it begins, and each run."""
    seen = Seen()
    found = Bench(offered, lambda: modules(SOLUTION), watching=seen).outcomes(offered.facts.tasks)
    assert [outcome.task for outcome in found] == seen.tasks
    assert seen.calls == len(seen.tasks)


def test_size_counts_what_was_chosen() -> None:
    """Texts by their length, all else as one."""
    assert weight(Example({}, (1, "abc", b"de", True))) == (7, 4)
    assert weight(Example({})) == (0, 0)


def test_what_another_task_needed_first_is_told_in_its_turn(offered: Offered) -> None:
    """A task may stand before the one that it comes after; both have their outcome."""
    order = [task for name in (DESCRIBE, ADD) for task in offered.facts.tasks if task.name == name]
    found = [outcome.task for outcome in bench(offered, SOLUTION).outcomes(order)]
    assert found == [DESCRIBE, ADD]

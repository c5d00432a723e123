"""A namespace is tried where it lives, and left as it was."""

import builtins
import random
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import numpy.random.bit_generator as bit_generator
import pytest

from autograder.errors import BadInput
from autograder.local.findings import Findings, summary
from autograder.local.live import Live, lacking
from autograder.local.offered import Offered
from autograder.local.typed import typed
from autograder.model import Limits, Status
from tests.course import SOLUTION

CELL = "<ipython-input-3-abc>"
FAST = Limits(call=0.3, task=2.0)


def space(*sources: str) -> dict[str, Any]:
    """The names that these cells leave."""
    names: dict[str, Any] = {}
    for source in (SOLUTION, *sources):
        exec(compile(dedent(source), CELL, "exec", dont_inherit=True), names)
    return names


def checked(offered: Offered, names: dict[str, Any], *words: str) -> Findings:
    tasks = [task for word in words for task in offered.named(word)] or offered.facts.tasks
    return Live(offered, names).check(tasks, ", ".join(words))


@pytest.fixture
def fast(offered: Offered) -> Offered:
    """The same with limits that are soon met."""
    return replace(offered, facts=replace(offered.facts, limits=FAST))


def test_right_code_holds(offered: Offered) -> None:
    """Every public task of the solution holds, with records, callbacks and given.py."""
    found = checked(offered, space())
    assert found.passed
    assert found
    assert [task.name for task in found.held] == [task.name for task in offered.facts.tasks]
    assert summary(found) == "All 5 tasks hold on the released examples (9 points)."


def test_a_function_is_checked_alone(offered: Offered) -> None:
    """Of a function's name follow the tasks that call it."""
    found = checked(offered, space("def add(x, y): return x - y"), "describe")
    assert (
        summary(found) == "The one task of describe does not hold on the released examples (0 of 2 points)."
    )
    assert found.outcomes["describe_gives_mean_and_range"].says.startswith("This needs")


def test_wrong_code_gets_the_smallest_example_and_the_hint(offered: Offered) -> None:
    """The example is code to be typed."""
    found = checked(offered, space("def add(x, y): return x - y"), "add")
    outcome = found.outcomes["add_is_elementwise"]
    assert outcome.status is Status.FAILED
    assert outcome.hint == "Did you take the difference?"
    names: dict[str, Any] = {"np": np}
    exec(found.examples["add_is_elementwise"], names)
    assert outcome.counterexample
    assert names["x"].tolist() == outcome.counterexample.arguments["x"]


def test_frames_are_told_by_cell(offered: Offered) -> None:
    """What was raised in a cell is told by the cell's number, where it was run."""
    found = checked(offered, space("\n\ndef add(x, y): return x.nothing"), "add")
    assert "cell In[3], line 3, in add: " in found.outcomes["add_is_elementwise"].says


def test_a_name_that_is_not_defined(offered: Offered) -> None:
    """What is absent can be defined."""
    names = space()
    del names["add"]
    says = checked(offered, names, "add").outcomes["add_is_elementwise"].says
    assert says == "`add` is not defined yet: run the cell that defines it."


LOOPS = {
    "plain": "def add(x, y):\n    while True: pass",
    "swallows": "def add(x, y):\n  while True:\n    try: sum(range(100))\n    except BaseException: pass",
    "returns": "def add(x, y):\n  try:\n    while True: pass\n  except KeyboardInterrupt: return x + y",
    "waits": "import time\ndef add(x, y):\n    time.sleep(60)",
}


@pytest.mark.slow
@pytest.mark.parametrize("loop", LOOPS.values(), ids=LOOPS.keys())
def test_a_call_that_does_not_end_is_ended(fast: Offered, loop: str) -> None:
    """It is lost, at a place and an example, whatever it swallows; the other tasks go on."""
    found = checked(fast, space(loop), "add", "answer")
    lost = found.outcomes["add_is_elementwise"]
    assert lost.status is Status.LOST
    assert "limit for one call.\n  cell In[3], line " in lost.says
    assert found.outcomes["answer_is_forty_two"].status is Status.PASSED


@pytest.mark.slow
def test_a_loop_over_a_given_function_is_ended(fast: Offered) -> None:
    """Code of ours, called without end, is not broken in the middle."""
    found = checked(fast, space("def slope(f, t):\n    while True: f(t)"), "slope", "answer")
    assert [str(outcome.status) for outcome in found.outcomes.values()] == ["lost", "passed"]


def test_the_student_may_interrupt(offered: Offered) -> None:
    """An interruption that code swallows ends the whole check all the same."""
    names = space("""
        import signal
        def answer():
            try: signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt: return 42
        """)
    found = checked(offered, names, "add", "answer", "count")
    assert found.stopped
    assert not found.passed
    assert list(found.outcomes) == ["add_is_elementwise"]
    assert summary(found).startswith("You interrupted the check. Until then: the one task")


def test_another_thread_checks_without_a_limit(offered: Offered) -> None:
    """Only the main thread can be interrupted; elsewhere the answers are the same."""
    found: list[Findings] = []
    thread = threading.Thread(target=lambda: found.append(checked(offered, space())))
    thread.start()
    thread.join()
    assert found[0].passed


RESTLESS = """
    import builtins, os, random, sys, warnings
    import numpy as np
    import matplotlib.pyplot as plt
    rng = np.random.default_rng(3)
    old = random.Random(5)
    count_of_calls = 0
    def add(x, y):
        global count_of_calls, fresh
        count_of_calls += 1
        fresh = random.random() + rng.random() + old.random() + np.random.rand()
        np.seterr(all="raise"); np.set_printoptions(precision=1)
        warnings.simplefilter("error"); plt.figure(); print("drawn"); os.environ["SEEN"] = "1"
        sys.setrecursionlimit(5000); os.chdir("/")
        return x + y
    """


def state(names: dict[str, Any]) -> Iterator[object]:
    """What a check must leave alone."""
    yield from (random.getstate(), str(np.random.get_state()), np.geterr(), str(np.get_printoptions()))
    yield from (
        list(warnings.filters),
        plt.get_fignums(),
        sys.stdout,
        builtins.input,
        sys.getrecursionlimit(),
    )
    yield from (random.Random.seed, random.seed, bit_generator.randbits, Path.cwd())  # type: ignore[attr-defined]
    yield from (signal.getsignal(signal.SIGINT), threading.enumerate(), sys.modules.get("given"))
    yield from (names["rng"].bit_generator.state, names["old"].getstate(), dict(names))


def test_all_is_left_as_it_was(offered: Offered, capsys: pytest.CaptureFixture[str]) -> None:
    """Generators, settings, figures, names and threads are after a check what they were."""
    names = space(RESTLESS)
    plt.close("all")
    plt.figure(7)
    before = list(state(names))
    found = checked(offered, names)
    assert found.passed
    assert list(state(names)) == before
    assert found.printed.startswith("drawn\n")
    assert len(found.printed) <= 2000
    assert capsys.readouterr().out == ""
    plt.close("all")


@pytest.mark.slow
def test_torch_draws_go_on_where_they_were(offered: Offered) -> None:
    """torch's generator and settings are restored, too."""
    torch = pytest.importorskip("torch")
    names = space("""
        import torch
        own = torch.Generator()
        def answer():
            torch.rand(3); torch.rand(3, generator=own); torch.set_grad_enabled(False)
            return 42
        """)
    state = names["own"].get_state()
    torch.manual_seed(3)
    wanted = torch.rand(2), torch.rand(2)
    torch.manual_seed(3)
    first = torch.rand(2)
    assert checked(offered, names).passed
    assert torch.equal(first, wanted[0])
    assert torch.equal(torch.rand(2), wanted[1])
    assert torch.is_grad_enabled()
    assert torch.equal(names["own"].get_state(), state)


def test_nobody_is_asked(offered: Offered) -> None:
    """input() raises as in grading."""
    says = (
        checked(offered, space("def answer(): return input()"), "answer").outcomes["answer_is_forty_two"].says
    )
    assert "EOFError: input() cannot be answered while grading" in says


def test_a_module_that_the_tests_need(offered: Offered) -> None:
    """What is not installed is named, with what to do."""
    lost = replace(offered)
    lost.__dict__.pop("modules", None)
    lost.facts = replace(offered.facts, sources={"t": "import nosuchmodule.part"})
    with pytest.raises(BadInput, match=r"needs nosuchmodule, .* \(pip install nosuchmodule\)"):
        Live(lost, {}).check((), "")
    assert lacking(ImportError("odd")).startswith("checking this needs a module")


@pytest.mark.parametrize(
    "value",
    [
        np.array([1.5, np.nan, np.inf, -np.inf]),
        np.array([0.1, 0.2], dtype=np.float32),
        np.array([[1, 2], [3, 4]]),
        np.array([1, 2], dtype=np.int8),
        np.zeros((0, 3)),
        np.zeros((2, 0), dtype=np.int64),
        np.array([True, False]),
        np.array([1 + 2j]),
        np.float32(0.1),
        [1, (2.0, "x", None), {"a": [True]}],
        (1,),
        float("nan"),
    ],
)  # fmt: skip
def test_examples_can_be_typed(value: Any) -> None:
    """The code of a value gives the value, its shape and its dtype."""
    names: dict[str, Any] = {"np": np}
    exec(typed({"value": value}), names)
    if isinstance(value, np.ndarray):
        assert names["value"].dtype == value.dtype
        assert names["value"].shape == value.shape
        np.testing.assert_array_equal(names["value"], value)
    elif not isinstance(value, float | np.generic):
        assert names["value"] == value


def test_nobody_types_large_arrays() -> None:
    """What is too much is not typed at all."""
    assert typed({"x": np.zeros(1000)}) == ""
    assert typed({"x": object()}) == ""
    assert typed({f"x{n}": "long" * 100 for n in range(20)}) == ""

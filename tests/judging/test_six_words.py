"""Each task of each submission ends in one of six words, and says why."""

import pytest

from autograder.judging.grader import Grader
from autograder.judging.judge import Judge
from autograder.judging.recordings import Recording
from autograder.model import Outcome, Status
from autograder.sandbox.session import Source
from tests.course import SOLUTION, changed, outcomes, words

ADD, DESCRIBE, DOUBLE = "add_is_elementwise", "describe_gives_mean_and_range", "double_is_twice_as_much"
SLOPE, COUNT, ANSWER = "slope_of_a_parabola", "count_tells_how_many", "answer_is_forty_two"


def others(found: dict[str, Outcome], *tasks: str) -> set[str]:
    """The words of all tasks but these."""
    return {str(outcome.status) for task, outcome in found.items() if task not in tasks}


def test_right_answers_pass(tiny: Grader) -> None:
    """The reference's own source passes all tasks."""
    assert words(outcomes(tiny, SOLUTION)) == ["passed"] * 6


def test_a_wrong_answer_fails_with_a_counterexample(tiny: Grader) -> None:
    """The counterexample holds the arguments as data and as text, and what was got and wanted."""
    found = outcomes(tiny, changed("def add(x, y): return x + y + 1"))
    example = found[ADD].counterexample
    assert found[ADD].status is Status.FAILED
    assert example is not None
    assert example.arguments == {"x": [1.0], "y": [1.0]}
    assert example.text == "x = [1.0]\ny = [1.0]"
    assert "3" in example.got
    assert "2" in example.wanted


def test_a_prerequisite_that_does_not_pass_is_named(tiny: Grader) -> None:
    """A task that comes after another fails without being run, and says which it needs."""
    found = outcomes(tiny, changed("def add(x, y): return x - y", "def describe(x): raise OSError"))
    assert found[DESCRIBE] == Outcome(
        DESCRIBE, Status.FAILED, "This needs “add is elementwise” to pass first."
    )
    assert others(found, ADD, DESCRIBE) == {"passed"}


@pytest.mark.parametrize(
    "name",
    ["ValueError", "AssertionError", "KeyboardInterrupt", "StopIteration", "SystemExit", "GeneratorExit"],
)
def test_what_student_code_raises_is_raised(tiny: Grader, name: str) -> None:
    """Whatever its class, it is never revived as such."""
    found = outcomes(tiny, changed(f"def add(x, y): raise {name}('no')"), only=ADD)
    assert found[ADD].status is Status.RAISED
    assert found[ADD].says.startswith(f"Your code raised {name}: no\n  line ")


@pytest.mark.parametrize(
    "source",
    [
        "from unittest import SkipTest as Error",
        "from hypothesis.errors import UnsatisfiedAssumption as Error",
        "from _pytest.outcomes import Skipped as Error",
        "class Error(BaseException): pass",
        "class Error(AssertionError): pass",
    ],
)
def test_a_test_cannot_be_skipped_by_raising(tiny: Grader, source: str) -> None:
    """SkipTest, a failed assumption and pytest's own outcomes are errors like any other."""
    found = outcomes(tiny, changed(source, "def add(x, y): raise Error('not today')"), only=ADD)
    assert found[ADD].status is Status.RAISED


def test_a_missing_module_is_told_to_staff(tiny: Grader) -> None:
    """Using what stands in for a module that is not installed is `raised`, with the environment as cause."""
    found = outcomes(
        tiny, changed("import nosuchmodule", "def add(x, y): return nosuchmodule.add(x, y)"), only=ADD
    )
    assert found[ADD].status is Status.RAISED
    assert found[ADD].staff == "environment: the module nosuchmodule is not installed"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            "while True: pass",
            "Stopped: it used more than 0.5 s of computing time in one call, "
            "which is the limit for one call.",
        ),
        ("os._exit(0)", "Stopped: it ended its own process (exit code 0)."),
        ("ctypes.string_at(0)", "Stopped: it crashed (segmentation fault)."),
        ("os.kill(os.getpid(), 9)", "Stopped: it was killed, most likely for using too much memory."),
    ],
)
def test_a_lost_process_costs_one_task(tiny: Grader, body: str, why: str) -> None:
    """A loop, an exit, a crash in one function: the other tasks are untouched."""
    found = outcomes(tiny, changed("import ctypes, os", f"def double(x):\n    {body}"))
    assert found[DOUBLE].status is Status.LOST
    assert found[DOUBLE].says == why
    assert others(found, DOUBLE) == {"passed"}


LIMITS_MET = {
    "np.ones(10**9)": (
        "Stopped: it needs more memory than the 2 GB that a submission may use: it asked for 8 GB at once, "
        "for an array of shape (1000000000,) and data type float64.\n  line 24, in double: np.ones(10**9)"
    ),
    "bytes(10**10)": "Stopped: it needs more memory than the 2 GB that a submission may use.",
    "open('x', 'wb').write(bytes(10**8))": (
        "Stopped: it wrote more than the 64 MB that a submission may write.\n"
        "  line 24, in double: open('x', 'wb').write(bytes(10**8))"
    ),
    "return np.ones(9 * 10**6)": (
        "Stopped: its answer of 72 MB is larger than the 64 MB that an answer may have."
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("body", LIMITS_MET)
def test_what_a_student_reads_where_a_limit_is_met(tiny: Grader, body: str) -> None:
    """Lost, with the limit, what was asked for, where, and the example; the second time the same."""
    source = changed("import numpy as np", f"def double(x):\n    {body}")
    first = outcomes(tiny, source, only=DOUBLE)[DOUBLE]
    again = outcomes(tiny, source, only=DOUBLE)[DOUBLE]
    assert (first.status, first.says) == (Status.LOST, LIMITS_MET[body])
    assert first.counterexample is not None
    assert (first.says, first.counterexample) == (again.says, again.counterexample)


@pytest.mark.slow
def test_where_the_time_of_a_task_is_up_is_not_told(tiny: Grader) -> None:
    """Which call was the last one depends on the machine, so no example is shown; in one call it is."""
    slow = "from time import process_time as t\ndef double(x):\n    end = t() + {}\n    while t() < end: pass"
    task = outcomes(tiny, changed(slow.format(0.35)), only=DOUBLE)[DOUBLE]
    call = outcomes(tiny, changed(slow.format(9)), only=DOUBLE)[DOUBLE]
    assert task.says == (
        "Stopped: it used more than 4 s of computing time in this task, which is the limit for one task."
    )
    assert task.counterexample is None
    assert call.counterexample is not None
    assert call.counterexample.arguments == {"x": tiny.recordings[DOUBLE].examples[0].arguments["x"].tolist()}


def test_a_missing_name_is_absent(tiny: Grader) -> None:
    """Nobody defined it: absent, and only the task that calls it."""
    found = outcomes(tiny, SOLUTION.replace("def answer", "def reply"))
    assert found[ANSWER] == Outcome(
        ANSWER,
        Status.ABSENT,
        "`answer` is missing: nothing defines it at the top level of what you handed in.",
        seconds=found[ANSWER].seconds,
    )
    assert others(found, ANSWER) == {"passed"}


def test_a_name_whose_statement_failed_says_why(tiny: Grader) -> None:
    """The sentence names the cell and line that would have defined it, and what went wrong there."""
    found = outcomes(tiny, SOLUTION, "del answer", "answer = (lambda: 42) if 1 / 0 else None")
    assert found[ANSWER].status is Status.ABSENT
    assert found[ANSWER].says.startswith("`answer` is missing: cell 3, line 1 would have defined it, but ")
    assert "ZeroDivisionError" in found[ANSWER].says


def test_an_answer_of_another_form_fails_in_a_readable_sentence(tiny: Grader) -> None:
    """None where a pair is unpacked is a wrong answer; no frame of the grader is in the sentence."""
    found = outcomes(tiny, changed("def describe(x): return None"), only=DESCRIBE)
    assert found[DESCRIBE].status is Status.FAILED
    assert found[DESCRIBE].says == (
        "What came back has the wrong form: cannot unpack non-iterable NoneType object."
    )


def test_an_object_where_a_number_belongs_fails(tiny: Grader) -> None:
    """What cannot cross stays where it is, decides nothing, and the sentence names its type."""
    yes = "class Yes:\n    def __eq__(self, other): return True\n"
    found = outcomes(tiny, changed(yes, "def add(x, y): return Yes()"), only=ADD)
    assert found[ADD].status is Status.FAILED
    assert "Yes" in found[ADD].says


def test_a_function_used_as_it_must_not_be_is_void(tiny: Grader) -> None:
    """An error in a callback that the test did not declare is the author's; swallowing it hides nothing."""
    source = """
        def slope(f, t):
            try:
                f("a", "b", "c")
            except Exception:
                pass
            return (f(t + 1e-5) - f(t - 1e-5)) / 2e-5
        """
    found = outcomes(tiny, changed(source), only=SLOPE)
    assert found[SLOPE].status is Status.VOID
    assert "callback(may_raise=...)" in found[SLOPE].staff


def test_killing_the_parent_process_costs_one_task(tiny: Grader) -> None:
    """Who kills the process that holds the loaded source is lost; the next task gets a new one."""
    found = outcomes(tiny, changed("import os", "def add(x, y): os.kill(os.getppid(), 9); os._exit(1)"))
    assert found[ADD].status is Status.LOST
    assert others(found, ADD, DESCRIBE) == {"passed"}


def test_the_budget_of_a_submission_is_lost_not_failed(tiny: Grader) -> None:
    """When the tasks before have used up the time of the submission, the rest is not run."""
    judge = Judge(tiny.checks, tiny.recordings, tiny.assignment.seed, budget=-1.0)
    with tiny.session(Source(((0, SOLUTION),))) as session:
        session.load()
        found = {outcome.task: outcome for outcome in judge.outcomes(session)}
    assert found[ADD].status is Status.LOST
    assert found[ADD].says == (
        "Not run: the tasks before it used up the -1 s of computing time that a submission has."
    )


def test_a_recording_without_examples_is_void(tiny: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """No evidence is never a pass: nothing was evaluated, so there is no verdict."""
    empty = {**tiny.recordings, ADD: Recording(ADD)}
    monkeypatch.setattr(tiny, "recordings", empty)
    found = outcomes(tiny, SOLUTION)
    assert found[ADD].status is Status.VOID
    assert "no example" in found[ADD].staff
    assert others(found, ADD, DESCRIBE) == {"passed"}

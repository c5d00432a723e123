"""A submission is judged on the recorded examples, on all of them and on nothing else."""

from pathlib import Path

import pytest

import autograder
from autograder.judging import verdicts
from autograder.judging.grader import Ended, Grader, Said
from autograder.judging.recordings import save
from autograder.model import Outcome, Status, Submission
from autograder.sandbox.run import Run
from tests.course import SOLUTION, cells_of, changed, outcomes
from tests.judging.conftest import REFERENCE
from tests.judging.test_six_words import ADD, ANSWER, DOUBLE

SANDBOX = Path(autograder.__file__).parent / "sandbox"


def test_every_recorded_example_is_evaluated(tiny: Grader) -> None:
    """Who is wrong on the last example alone fails, and that example is the counterexample."""
    last = tiny.recordings[ADD].examples[-1].arguments["pair"]
    only_last = f"""
        def add(x, y):
            return x + y + (x.tolist() == {last.x.tolist()} and y.tolist() == {last.y.tolist()})
        """
    found = outcomes(tiny, changed(only_last), only=ADD)[ADD]
    assert len(tiny.recordings[ADD].examples) == 20
    assert found.status is Status.FAILED
    assert found.counterexample is not None
    assert found.counterexample.arguments == {"x": last.x.tolist(), "y": last.y.tolist()}


def test_a_student_may_overwrite_arguments(tiny: Grader, tmp_path: Path) -> None:
    """Work in place is right, and the recordings are afterwards what they were."""
    save(tiny.recordings.values(), tmp_path / "before")
    found = outcomes(tiny, changed("def double(x):\n    x *= 2\n    return x"), only=DOUBLE)
    save(tiny.recordings.values(), tmp_path / "after")
    assert found[DOUBLE].status is Status.PASSED
    assert (tmp_path / "before").read_bytes() == (tmp_path / "after").read_bytes()


def test_an_oracle_may_work_in_place(odd: Grader, tmp_path: Path) -> None:
    """What the judge's side overwrites changes neither the recording nor the counterexample shown."""
    task = "an_oracle_in_place"
    save(odd.recordings.values(), tmp_path / "before")
    right = outcomes(odd, REFERENCE, only=task)[task]
    wrong = outcomes(odd, REFERENCE, "def double(x): return 3 * x", only=task)[task]
    save(odd.recordings.values(), tmp_path / "after")
    assert right.status is Status.PASSED
    assert wrong.counterexample is not None
    assert wrong.counterexample.arguments == {"x": [1.0, 1.0, 1.0]}
    assert (tmp_path / "before").read_bytes() == (tmp_path / "after").read_bytes()


def test_a_task_that_the_reference_fails_is_void(odd: Grader) -> None:
    """The grader says which, and no submission is blamed."""
    task = "the_reference_is_wrong"
    assert [fault.partition(":")[0] for fault in odd.faults] == [f"the reference does not pass {task}"]
    found = outcomes(odd, REFERENCE, only=task)[task]
    assert found.status is Status.VOID
    assert found.staff == odd.recordings[task].fault


def test_what_comes_after_a_void_task_is_void(odd: Grader) -> None:
    """A prerequisite that the grader could not judge is no fault of the student."""
    found = outcomes(odd, REFERENCE, only="after_what_is_void")["after_what_is_void"]
    assert found.status is Status.VOID
    assert found.staff == "the_reference_is_wrong comes first and is void"


def test_assume_after_a_call_is_void(odd: Grader) -> None:
    """A student's answer cannot make an example go away."""
    task = "assumes_too_late"
    assert outcomes(odd, REFERENCE, only=task)[task].status is Status.PASSED
    found = outcomes(odd, REFERENCE, "def same(n): return -1", only=task)[task]
    assert found.status is Status.VOID
    assert "assume()" in found.staff


def test_hypothesis_may_be_spoken_to(odd: Grader) -> None:
    """assume, note, event and target work when recorded examples are replayed."""
    task = "speaks_to_hypothesis"
    assert outcomes(odd, REFERENCE, only=task)[task].status is Status.PASSED
    found = outcomes(odd, REFERENCE, "def same(n): return n if n < 5 else 0", only=task)[task]
    assert found.counterexample is not None
    assert found.counterexample.arguments == {"n": 5, "m": 0}


def test_draws_on_the_way_are_made_anew(odd: Grader) -> None:
    """A task with st.data() cannot be recorded; it is drawn for each submission, the same each time."""
    task, wrong = "draws_on_the_way", "def same(n): return n if n < 5 else 0"
    assert odd.recordings[task].live
    assert outcomes(odd, REFERENCE, only=task)[task].status is Status.PASSED
    first, second = (outcomes(odd, REFERENCE, wrong, only=task)[task] for _ in range(2))
    assert first.status is Status.FAILED
    assert (first.says, first.counterexample) == (second.says, second.counterexample)


def test_an_explicit_example_is_evaluated(odd: Grader) -> None:
    """What @example names is among the recorded, and stands for itself as a counterexample."""
    task = "an_explicit_example"
    found = outcomes(odd, REFERENCE, "def same(n): return min(n, 10)", only=task)[task]
    assert found.counterexample is not None
    assert found.counterexample.arguments == {"n": 77}


def test_a_declared_error_in_a_callback_reaches_the_student(odd: Grader) -> None:
    """Who calls the given function with what it cannot take sees a ValueError."""
    task = "a_function_says_no"
    found = outcomes(odd, REFERENCE, "def ask(f): return f([1.0, 2.0])", only=task)[task]
    assert found.status is Status.RAISED
    assert found.says.startswith("Your code raised ValueError")


@pytest.mark.parametrize(
    "roll",
    [
        "import random\ndef roll(): return random.random()",
        "import numpy as np\ndef roll(): return np.random.rand()",
        "import numpy as np\ndef roll(): return np.random.default_rng().random()",
        "import random\ndef roll(): return random.Random().random()",
    ],
)
def test_chance_has_one_seed_a_task(odd: Grader, roll: str) -> None:
    """Two draws of a task differ; two gradings of the same source do not."""
    far = "def far(x): return x"
    both = "two_rolls_differ", "a_roll_lies_far_out"
    first, second = (
        {task: outcomes(odd, REFERENCE, roll, far, only=task)[task] for task in both} for _ in range(2)
    )
    assert first[both[0]].status is Status.PASSED
    assert first[both[1]].status is Status.FAILED
    assert first[both[1]].says == second[both[1]].says


def test_a_task_measures_what_passed(odd: Grader) -> None:
    """Numbers and computing time stand beside the verdict of who passes, and only there."""
    task, slow = "work_is_measured", "def work(n):\n    for _ in range(3 * n): pass\n    return n"
    assert not odd.recordings[task].calls
    quick, long = (outcomes(odd, REFERENCE, own, only=task)[task].measures for own in ("", slow))
    assert [measure.name for measure in quick] == ["seconds", "rolls"]
    assert quick[1].value == 3.0
    assert 0 <= quick[0].value < long[0].value
    failed = outcomes(odd, REFERENCE, "def work(n): return min(n, 1000)", only=task)[task]
    assert (failed.status, failed.measures) == (Status.FAILED, ())


def test_one_task_alone_ends_as_in_the_full_run(tiny: Grader) -> None:
    """The outcome of a task does not depend on which others are judged."""
    source = changed("import random", "def double(x): return 2 * x * (random.random() > 0.1)")
    whole = outcomes(tiny, source)
    for task in whole:
        (alone,) = outcomes(tiny, source, only=task).values()
        assert (alone.status, alone.says, alone.counterexample) == (
            whole[task].status,
            whole[task].says,
            whole[task].counterexample,
        )


def test_a_slip_of_the_machinery_is_void(tiny: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that comes out of our own code is never taken for a wrong answer."""
    slip: dict[str, object] = {}
    exec(compile("def call(*_, **__): raise KeyError('slip')", str(SANDBOX / "run.py"), "exec"), slip)
    monkeypatch.setattr(Run, "call", slip["call"])
    found = outcomes(tiny, SOLUTION, only=ADD)[ADD]
    assert found == Outcome(ADD, Status.VOID, staff="EngineError: KeyError: 'slip'")


def test_a_slip_in_one_task_is_void_for_that_task(tiny: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails on our side while a task is judged, the other tasks keep their outcomes."""

    def slip(*_: object) -> None:
        raise RuntimeError("no words")

    monkeypatch.setattr(verdicts, "counterexample", slip)
    found = outcomes(tiny, changed("def add(x, y): return x - y"))
    assert found[ADD] == Outcome(ADD, Status.VOID, staff="RuntimeError: no words")
    assert found[ANSWER].status is Status.PASSED


def test_a_fault_outside_all_tasks_is_told(tiny: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """If no process can be had for a submission, that is what the judge tells, and no outcome."""

    def slip(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(tiny, "session", slip)
    said: list[Said] = []
    tiny.judge(Submission("ana", Path("ana.py"), cells_of(SOLUTION)), said.append)
    assert [told.fault for told in said if isinstance(told, Ended)] == ["OSError: disk full"]
    assert len(said) == 1

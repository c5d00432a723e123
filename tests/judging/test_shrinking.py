"""Shrinking makes a counterexample smaller; it never changes what was decided."""

from contextlib import AbstractContextManager

import numpy as np
import pytest
from hypothesis import settings

from autograder.judging import trial as trial_module
from autograder.judging.grader import Grader
from autograder.model import Counterexample, Status
from autograder.sandbox.endings import WorkerLost
from autograder.sandbox.run import Run
from autograder.sandbox.session import Session
from tests.course import changed, outcomes
from tests.judging.test_six_words import ADD

WRONG_IF_LONG = "def add(x, y): return x + y + (len(x) > 1)"


def example_of(tiny: Grader, *sources: str, status: Status = Status.FAILED) -> Counterexample:
    """The counterexample of `add`, which must end in this word."""
    found = outcomes(tiny, changed(*sources), only=ADD)[ADD]
    assert found.status is status
    assert found.counterexample is not None
    return found.counterexample


def recorded(tiny: Grader) -> list[tuple[list[float], list[float]]]:
    """The recorded examples of `add`, as lists."""
    pairs = [example.arguments["pair"] for example in tiny.recordings[ADD].examples]
    return [(pair.x.tolist(), pair.y.tolist()) for pair in pairs]


def test_the_counterexample_is_small(tiny: Grader) -> None:
    """It is the simplest on which the answer is wrong, simpler than any that was recorded."""
    found = example_of(tiny, WRONG_IF_LONG)
    assert found.arguments == {"x": [1.0, 1.0], "y": [1.0, 1.0]}
    assert ([1.0, 1.0], [1.0, 1.0]) not in recorded(tiny)


def test_equal_mistakes_have_equal_counterexamples(tiny: Grader) -> None:
    """Two students with the same mistake, written differently, see the same example."""
    other = """
        import numpy as np
        def add(x, y):
            return np.array([a + b + (x.size >= 2) for a, b in zip(x, y)])
        """
    assert example_of(tiny, WRONG_IF_LONG) == example_of(tiny, other)


def test_a_mistake_that_does_not_come_again_keeps_its_example(tiny: Grader) -> None:
    """Who is wrong on the fifteenth call only fails with the fifteenth example."""
    source = """
        def add(x, y):
            add.calls += 1
            return x + y + (add.calls == 15)
        add.calls = 0
        """
    x, y = recorded(tiny)[14]
    assert example_of(tiny, source).arguments == {"x": x, "y": y}


def test_a_process_lost_while_shrinking_changes_nothing(tiny: Grader) -> None:
    """A crash on an example that was not recorded leaves word and example as replay found them."""
    source = f"""
        import os
        KNOWN = {recorded(tiny)}
        def add(x, y):
            if (x.tolist(), y.tolist()) not in KNOWN:
                os._exit(1)
            return x + y + (len(x) > 1)
        """
    found = example_of(tiny, source).arguments
    assert (found["x"], found["y"]) in recorded(tiny)


def test_no_process_for_shrinking_changes_nothing(tiny: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the source cannot be loaded again for the search, the example of replay stands."""
    original, asked = Session.run, []

    def once(self: Session, seed: int) -> AbstractContextManager[Run]:
        asked.append(seed)
        if len(asked) > 1:
            raise WorkerLost("gone")
        return original(self, seed)

    monkeypatch.setattr(Session, "run", once)
    found = example_of(tiny, WRONG_IF_LONG).arguments
    assert len(asked) == 2
    assert (found["x"], found["y"]) in recorded(tiny)


def test_a_name_that_goes_while_shrinking_changes_nothing(tiny: Grader) -> None:
    """A student who deletes the function on an unknown example has failed all the same."""
    source = f"""
        KNOWN = {recorded(tiny)}
        def add(x, y):
            global add
            if (x.tolist(), y.tolist()) not in KNOWN:
                del add
            return x + y + (len(x) > 1)
        """
    assert len(example_of(tiny, source).arguments["x"]) > 1


def test_the_word_stays_while_the_example_shrinks(tiny: Grader) -> None:
    """Wrong values on short input do not turn an error on long input into a wrong value, nor the reverse."""
    first_long = next(i for i, (x, _) in enumerate(recorded(tiny)) if len(x) > 1)
    raises = "def add(x, y):\n    if len(x) > 1: raise OSError('long')\n    add.n += 1\n    return x + y"
    found = example_of(tiny, raises + f" + (add.n > {first_long})\nadd.n = 0", status=Status.RAISED)
    assert found.arguments == {"x": [1.0, 1.0], "y": [1.0, 1.0]}


def test_the_kind_of_error_stays(tiny: Grader) -> None:
    """The example shown raises the error that the first failing example raised."""
    longest = max(len(x) for x, _ in recorded(tiny))
    source = f"""
        def add(x, y):
            if len(x) == {longest}:
                raise OSError("long")
            if len(x) > 1 and add.failed:
                raise TypeError("short")
            add.failed = True
            return x + y
        add.failed = False
        """
    found = outcomes(tiny, changed(source), only=ADD)[ADD]
    first = next(len(x) for i, (x, _) in enumerate(recorded(tiny)) if len(x) > 1 and (i or len(x) == longest))
    assert found.says.startswith(f"Your code raised {'OSError' if first == longest else 'TypeError'}")


@pytest.mark.parametrize("budget", [0, 3])
def test_the_budget_is_counted_in_examples(
    tiny: Grader, monkeypatch: pytest.MonkeyPatch, budget: int
) -> None:
    """After so many examples the search ends with the smallest found until then."""
    evaluated: list[object] = []
    original = trial_module.Trial.evaluate

    def counted(*args: object) -> object:
        evaluated.append(args)
        return original(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(trial_module, "SHRINK_BUDGET", budget)
    monkeypatch.setattr(trial_module.Trial, "evaluate", counted)
    found = example_of(tiny, WRONG_IF_LONG)
    assert len(evaluated) == 20 + budget
    assert len(np.array(found.arguments["x"])) > 1


def test_continuous_integration_shrinks_too(tiny: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis's profile for CI, which is derandomised and has no database, changes no example."""
    before = example_of(tiny, WRONG_IF_LONG)
    current = settings.get_current_profile_name()
    settings.load_profile("ci")
    try:
        assert example_of(tiny, WRONG_IF_LONG) == before
    finally:
        settings.load_profile(current)

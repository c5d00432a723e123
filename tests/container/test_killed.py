"""The grader is killed, with all that it started, whenever: results.json is whole and says nothing untrue."""

import os
import random
import signal
import subprocess
from contextlib import suppress

import pytest

from autograder.sandbox.clock import tree
from tests.attacks.contexts import reason_it_cannot
from tests.attacks.place import alive, await_end
from tests.container.gradescope_schema import worth
from tests.container.harness import Harness
from tests.course import changed

TIMES = 20
STEP = 0.01  # seconds between two looks whether the first results are there
SOURCE = changed("def double(x): return x", "def answer(): return 41")


@pytest.mark.slow
def test_killed_at_random_moments(here: Harness) -> None:
    """Valid every time; a task has its own score or none; nothing is left running."""
    if reason := reason_it_cannot("root") and reason_it_cannot("user"):
        pytest.skip(reason)
    here.grade({"tiny.py": SOURCE})  # rehearses, as setup.sh would have
    whole = here.grade({"tiny.py": SOURCE})
    assert whole.body["score"] == 8, whole.stdout
    seconds, chance = whole.body["execution_time"], random.Random(1)
    unlike, scored = 0, set()
    for number in range(TIMES):
        here.place({"tiny.py": SOURCE})
        killed(here, chance.uniform(0, seconds), alone=number % 2 == 0)
        left = here.read()
        assert left.faults == ()
        assert worth(left.body) == 10
        truth = {**whole.scores}
        known = {name: score for name, score in left.scores.items() if score is not None}
        assert known.items() <= truth.items()
        unlike += len(known) < len(truth)
        scored.add(len(known))
    assert unlike  # some were early enough


def killed(here: Harness, after: float, alone: bool) -> None:
    """Run what was placed, and kill so many seconds after its first results: the runner alone, or all."""
    process = here.running()
    while not here.results.is_file():
        with suppress(subprocess.TimeoutExpired):
            process.wait(STEP)
    with suppress(subprocess.TimeoutExpired):
        process.wait(after)
    every = list(tree(process.pid))
    for pid in [process.pid] if alone else every:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.communicate()
    for pid in every:
        await_end(pid, 20)
        assert not alive(pid)

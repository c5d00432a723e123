"""The grader, or a judge, ends in the middle of a class of daemons: nothing is left behind."""

import signal

import pytest

from tests.attacks import contexts
from tests.attacks.cage import refereed
from tests.attacks.verdict import Verdict

pytestmark = pytest.mark.slow
KILLED, STOPPED, VOID = -signal.SIGKILL, 130, 3


@pytest.mark.parametrize(
    ("number", "whom", "exit_code"),
    [(signal.SIGKILL, "grader", KILLED), (signal.SIGINT, "group", STOPPED), (signal.SIGKILL, "judge", VOID)],
    ids=["the grader is killed", "Ctrl-C", "a judge is killed"],
)
@pytest.mark.parametrize("where", contexts.NAMES)
def test_nothing_outlives_the_grader(where: str, number: int, whom: str, exit_code: int) -> None:
    """Daemons that ignore signals, hop and hide are gone with their files; reports are whole."""
    if reason := contexts.reason_it_cannot(where):
        pytest.skip(reason)
    verdict = Verdict(refereed(where, "stopped", str(int(number)), whom))
    assert verdict.left() == {}
    assert verdict.facts["exit"] == exit_code
    for files in verdict.facts["reports"].values():
        assert set(files) <= {"results.json", "feedback.md"}

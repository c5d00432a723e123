"""Every published kind of attack, in every place: nothing gained, learned, harmed or left behind.

All attacks of a place are graded in one class, with innocents between them, by the real command.
"""

import pytest

from tests.attacks import contexts
from tests.attacks.arena import INNOCENTS
from tests.attacks.cage import caged, refereed
from tests.attacks.catalog import Attack, attacks
from tests.attacks.verdict import CONTROL, WORDS, Verdict

ALL = attacks()
ROWS = set(map(str, range(1, 26)))
LARGEST = 1_000_000  # bytes
ELSEWHERE = {
    "18",
    "24",
}  # of the table: 18 in test_intake; 24, a ban of library calls, is nothing that holds back
pytestmark = pytest.mark.slow


def chosen(name: str) -> tuple[Attack, ...]:
    """The attacks that may be tried in a place: those that could harm the machine need a cage."""
    safe = caged(name) or name == "docker"
    return tuple(attack for attack in ALL if safe or not attack.dangerous)


@pytest.fixture(scope="module", params=contexts.NAMES)
def where(request: pytest.FixtureRequest) -> str:
    """A place that this machine has."""
    name: str = request.param
    if reason := contexts.reason_it_cannot(name):
        pytest.skip(reason)
    return name


@pytest.fixture(scope="module")
def verdict(where: str) -> Verdict:
    """What came of the class there."""
    return Verdict(refereed(where, "class", *[attack.name for attack in chosen(where)]))


@pytest.fixture(params=ALL, ids=lambda attack: attack.name)
def attack(request: pytest.FixtureRequest, where: str) -> Attack:
    """One attack that was tried."""
    found: Attack = request.param
    if found not in chosen(where):
        pytest.skip(f"{found.name} could harm more than the place; run the tests as root")
    return found


def test_every_row_of_the_table_is_tried() -> None:
    """Each published kind has at least one submission."""
    assert {attack.row for attack in ALL} >= ROWS - ELSEWHERE


def test_no_point_is_gained(verdict: Verdict, attack: Attack) -> None:
    """The score is at most that of the same file without the attack, in the report and in the gradebook."""
    honest = verdict.score(f"aa-{attack.honest}", "alone")
    assert verdict.score(attack.name) <= honest
    assert float(verdict.booked(attack.name) or 0) == verdict.score(attack.name)


def test_nothing_is_learned(verdict: Verdict, attack: Attack) -> None:
    """No canary reaches the student's eyes, and none that staff are not told reaches any file."""
    assert verdict.leaked(attack.name) == set()


def test_nothing_out_of_reach_is_reached(verdict: Verdict, attack: Attack) -> None:
    """Whatever the attack tried that should be impossible was."""
    assert verdict.reached(attack.name) == set()


def test_the_grader_is_not_to_blame(verdict: Verdict, attack: Attack) -> None:
    """Every task of an attacker ends in one of the words, and never in `void`: nobody has to look again."""
    assert verdict.blamed(attack.name) == {}
    assert set(verdict.statuses(attack.name).values()) <= WORDS


def test_the_feedback_is_plain_text(verdict: Verdict, attack: Attack) -> None:
    """No control characters, and markup of the attacker's only where nothing has a meaning."""
    text = verdict.feedback(attack.name)
    assert not CONTROL.search(text)
    assert all(line.startswith("    ") or "`" in line for line in text.splitlines() if "<script" in line)


def test_the_report_stays_small(verdict: Verdict, attack: Attack) -> None:
    """Whatever is printed, raised, returned or forged, both files together hold less than a megabyte."""
    assert len(verdict.kept(attack.name).encode()) < LARGEST


def test_neighbours_get_the_reports_they_get_alone(verdict: Verdict, where: str) -> None:
    """Byte for byte but for the times, whoever was graded before, after and at the same time."""
    names = [f"{side}-{label}" for side in ("aa", "zz") for label in INNOCENTS]
    names += ["zz-late", *[f"{attack.name}-after" for attack in chosen(where)]]
    harmed = [name for name in names if verdict.untimed(name, "class") != verdict.untimed(name, "alone")]
    assert not harmed
    assert (verdict.score("aa-right"), verdict.score("aa-half"), verdict.score("aa-wrong")) == (12, 6, 0)


def test_nothing_is_left_behind(verdict: Verdict) -> None:
    """No process, file, mount or IPC object, no changed file, no report of a stranger, no contact made."""
    assert verdict.left() == {}


def test_the_class_is_graded_to_its_end(verdict: Verdict) -> None:
    """The command ends by itself, with the exit code that says that all were graded."""
    assert (verdict.facts["alone"]["exit"], verdict.facts["class"]["exit"]) == (0, 0)

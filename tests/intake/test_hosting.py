"""The table [gradescope] of assignment.toml."""

import pytest

from autograder.errors import AuthorError
from autograder.intake.hosting import check_policy
from autograder.intake.settings import read_settings
from autograder.model import Task
from autograder.policy import Attempts, Late, Policy, Visibility

TOML = 'title = "T"\npoints = 1\nfiles = ["a.py"]\n[gradescope'
TASKS = (Task("one", 1, "One."), Task("two", 1, "Two.", hidden=True))


def policy(text: str) -> Policy:
    """What is read of the table, from behind `[gradescope` on."""
    return read_settings(f"{TOML}{text}\n".encode(), "assignment.toml").gradescope.policy()


def test_nothing_need_be_said() -> None:
    """Ten minutes, all visible, late or often as one likes."""
    assert policy("]") == Policy()


def test_everything_can_be_said() -> None:
    """In the words of the manual."""
    assert policy(
        ']\ntimeout = "20 min"\nvisibility = "after_published"\nstdout_visibility = "visible"\n'
        'show_score = false\nexplanations = false\npackages = ["scipy"]\n[gradescope.tasks]\none = "hidden"\n'
        '[gradescope.late]\npercent = 10\nevery = "12 h"\ngrace = "15 min"\nmost = 50\n'
        '[gradescope.attempts]\nmost = 3\nwithin = "1 d"'
    ) == Policy(
        timeout=1200,
        visibility=Visibility.AFTER_PUBLISHED,
        stdout=Visibility.VISIBLE,
        tasks={"one": Visibility.HIDDEN},
        late=Late(10, 43_200, 900, 50),
        attempts=Attempts(3, 86_400),
        show_score=False,
        explanations=False,
        packages=("scipy",),
    )


ONE_OF = 'must be "visible", "hidden", "after_due_date" or "after_published"'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("]\ntimeout = 10", "gradescope.timeout: '10' is not a quantity; write a number and a unit"),
        (']\ntimeout = "2 h"', "gradescope.timeout: Gradescope waits from 1 to 40 minutes"),
        (']\nvisibility = "never"', f"gradescope.visibility: {ONE_OF}"),
        (']\nvisibilty = "hidden"', 'unknown key "visibilty" in [gradescope]; did you mean "visibility"?'),
        ('.tasks]\none = "hiden"', f'gradescope.tasks.one: "hiden" {ONE_OF}; did you mean "hidden"?'),
        (".late]\nmost = 50", "gradescope.late: write either percent = 10 (for each day) or refuse = true"),
        (".late]\npercent = 1\nrefuse = true", "gradescope.late: write either"),
        (".late]\npercent = 200", "gradescope.late.percent: expected number <= 100.0"),
        (".late]\npercentage = 3", 'unknown key "percentage" in [gradescope.late]; did you mean "percent"?'),
        ('.late]\npercent = 1\ngrace = "soon"', "gradescope.late.grace: 'soon' is not a quantity"),
        ('.attempts]\nwithin = "1 d"', 'the key "most" in [gradescope.attempts] is missing'),
        (".attempts]\nmost = 0", "gradescope.attempts.most: expected whole number >= 1"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(text: str, complaint: str) -> None:
    """With the key's name and the fix."""
    with pytest.raises(AuthorError) as caught:
        policy(text)
    assert str(caught.value).startswith(f"assignment.toml: {complaint}")


def test_tasks_are_the_assignment_s() -> None:
    """An unknown one is refused, with the one that was meant."""
    check_policy("x", Policy(tasks={"one": Visibility.HIDDEN, "two": Visibility.HIDDEN}), TASKS)
    with pytest.raises(AuthorError, match=r'x: gradescope.tasks.onee is no task of it; did you mean "one"\?'):
        check_policy("x", Policy(tasks={"onee": Visibility.HIDDEN}), TASKS)


def test_what_the_test_hides_stays_hidden() -> None:
    """To show it is refused."""
    with pytest.raises(AuthorError, match="the task is hidden by @task"):
        check_policy("x", Policy(tasks={"two": Visibility.VISIBLE}), TASKS)

"""A course graded by a grade.py that lies in another folder: nothing of that folder is seen either."""

import pytest

from tests.attacks import contexts
from tests.attacks.cage import refereed
from tests.attacks.verdict import Verdict

READERS = ("read-files", "read-by-walking", "read-by-importing", "read-own-memory")
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("where", contexts.NAMES)
def test_neither_the_course_nor_the_graders_folder_is_read(where: str) -> None:
    """Tests, references and notes that lie beside grade.py, and the course's own, stay unread."""
    if reason := contexts.reason_it_cannot(where):
        pytest.skip(reason)
    verdict = Verdict(refereed(where, "elsewhere", *READERS))
    assert {name: leaked for name in READERS if (leaked := verdict.leaked(name))} == {}
    assert {name: reached for name in READERS if (reached := verdict.reached(name))} == {}
    assert verdict.facts["class"]["exit"] == 0

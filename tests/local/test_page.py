"""What a student reads in a notebook."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from autograder.local.findings import beyond, elsewhere, text
from autograder.local.live import Live
from autograder.local.offered import Offered
from autograder.local.page import Listing, Notice, Page, marked
from autograder.model import Counterexample, Manual, Outcome, Status
from tests.local.test_live import space

GOLDEN = Path(__file__).with_name("golden")
ATTACK = "</pre><script>alert('x')</script><b onclick=alert(1)>&amp;"


class Tags(HTMLParser):
    """Collects tags, attributes and text; every tag is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.met: set[str] = set()
        self.words = ""
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.met.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def check(offered: Offered, *sources: str) -> Page:
    return Live(offered, space(*sources)).check(offered.facts.tasks, "")


@pytest.fixture
def wrong(offered: Offered) -> Page:
    """A page with one of each."""
    found = check(
        offered,
        "def add(x, y):\n    print('called')\n    return x - y",
        "def slope(f, t):\n    raise ValueError('<i>no</i> slope')",
        "def answer():\n    return 41",
    )
    first = found.pairs[0][0]
    away = replace(first, name="far_away", points=2.5), Outcome("far_away", Status.VOID, "")
    facts = replace(found.facts, hidden=(2, 3.0), manual=(Manual("Plot", 4.0),))
    return replace(found, facts=facts, pairs=(*found.pairs, away))


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_the_page_of_wrong_code(wrong: Page, kind: str) -> None:
    """Golden files: what happened, the smallest example, got and expected, the place, the hint."""
    said = wrong._repr_html_().replace("><", ">\n<") if kind == "html" else repr(wrong)
    assert said + "\n" == (GOLDEN / f"wrong.{kind}").read_text(encoding="utf-8")


def test_the_page_is_plain_and_says_all_in_words(wrong: Page) -> None:
    """No script, link or style sheet; the words are those of the text."""
    tags = Tags(wrong._repr_html_())
    assert tags.met <= {"div", "p", "strong", "pre", "details", "summary", "code", "em"}
    assert tags.attributes <= {"style", "tabindex"}
    for line in text(wrong).splitlines():
        plain = re.sub(r"^(FAILED|RAISED|passed) ", "", line.strip()).strip()
        assert plain.partition(": ")[0].rstrip(":").replace("`", "") in tags.words


def test_all_of_the_students_is_escaped(offered: Offered) -> None:
    """Messages, printed words, values and names of files are text."""
    found = check(offered, f"def add(x, y):\n    print({ATTACK!r})\n    raise ValueError({ATTACK!r})")
    task = found.pairs[0][0]
    example = Counterexample({}, ATTACK, ATTACK, ATTACK, ATTACK)
    odd = Outcome(task.name, Status.FAILED, f"`{ATTACK}`", counterexample=example, hint=f"*{ATTACK}*")
    for page in (found, replace(found, pairs=((task, odd),), examples={}, words=ATTACK)):
        tags = Tags(page._repr_html_())
        assert "script" not in tags.met
        assert "onclick" not in tags.attributes
        assert ATTACK in tags.words


def test_many_that_hold_are_folded(offered: Offered) -> None:
    """What holds takes one line if it is much."""
    found = check(offered)
    assert "<summary>" not in found._repr_html_()
    assert "<summary>✓ 10 passed</summary>" in replace(found, pairs=found.pairs * 2)._repr_html_()


def test_marks_in_sentences() -> None:
    """Code, strong and emphasis; a product is neither."""
    assert marked("2 * x * y and a_b < `x*y`") == f"2 * x * y and a_b &lt; {marked('`x*y`')}"
    assert marked("**so** *it* is") == "<strong>so</strong> <em>it</em> is"


def test_what_is_judged_elsewhere_is_told(offered: Offered) -> None:
    """Hidden tasks by number and points, manual parts by name; tasks that cannot be tried by reason."""
    facts = replace(offered.facts, hidden=(1, 1.0))
    assert beyond(facts) == "Grading tries further examples and 1 hidden task (1 point)."
    task = facts.tasks[0]
    why = Outcome(task.name, Status.VOID, "Only the course's grader can judge this one: it needs torch.")
    found = Page(facts, "", ((task, why),))
    assert not found
    assert list(elsewhere(found)) == [
        "Only the course's grader can judge “add is elementwise” (3 points): it needs torch."
    ]
    assert repr(found).startswith("No task can be tried here; the course's grader judges them.")


def test_the_listing_adds_up(offered: Offered) -> None:
    """Every task, the hidden ones together, and the parts graded by hand."""
    facts = replace(
        offered.facts, manual=(Manual("Plot <1>", 4.0),), elsewhere={"answer_is_forty_two": "it runs"}
    )
    listing = Listing(facts)
    assert "1 point  answer is forty two  [only the course's grader: it runs]" in repr(listing)
    assert "1 point  1 hidden task  [only the course's grader]" in repr(listing)
    assert "4 points  Plot <1>  [graded by hand]" in repr(listing)
    assert "Plot <1>" in Tags(listing._repr_html_()).words


def test_a_notice_is_a_sentence() -> None:
    """It is false, and escaped like everything else."""
    notice: Any = Notice("there is no <b>")
    assert not notice
    assert not notice.passed
    assert repr(notice) == "There is no <b>."
    assert "There is no &lt;b&gt;." in notice._repr_html_()

"""Lines that mark solutions, and what is said of those that do not pair."""

import pytest

from autograder.errors import AuthorError
from autograder.intake.markers import Region, has_markers, regions


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("### BEGIN SOLUTION", "### END SOLUTION"),
        ("  ### begin solution: three lines", "\t### End Solution (see the lecture)"),
        ("# BEGIN SOLUTION", "##END SOLUTION"),
        ("###\tBEGIN  SOLUTION #", "### END_SOLUTION"),
    ],
)
def test_how_markers_may_be_written(begin: str, end: str) -> None:
    """In any capitals, at any depth, with more behind them."""
    assert regions(f"a\n{begin}\nb\n{end}\nc", "x.py") == (Region("SOLUTION", 2, 4),)


def test_regions_are_in_order() -> None:
    """Of both kinds."""
    text = "### BEGIN SOLUTION\n### END SOLUTION\n### BEGIN STARTER\n# a\n### END STARTER"
    assert regions(text, "x.py") == (Region("SOLUTION", 1, 2), Region("STARTER", 3, 5))


@pytest.mark.parametrize(
    "text", ["", "# The solution begins here.", "begin solution", "# BEGIN", "#BEGINSOLUTION"]
)
def test_what_is_no_marker(text: str) -> None:
    """Comments about solutions are not."""
    assert not has_markers(text)
    assert regions(text, "x.py") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a\n### BEGIN SOLUTION\nb", "x.py, line 2: BEGIN SOLUTION without an END SOLUTION; add it"),
        (
            "### END SOLUTION\n### BEGIN SOLUTION",
            "x.py, line 1: END SOLUTION without a BEGIN SOLUTION before it; add one or remove it",
        ),
        (
            "### BEGIN SOLUTION\na\n### BEGIN SOLUTION\n### END SOLUTION",
            "x.py, line 3: BEGIN SOLUTION, but line 1 says BEGIN SOLUTION; end that region before",
        ),
        (
            "### BEGIN SOLUTION\na\n### END STARTER",
            "x.py, line 3: END STARTER, but line 1 says BEGIN SOLUTION; end that region before",
        ),
        (
            "a = 1  ### BEGIN SOLUTION",
            "x.py, line 1: BEGIN SOLUTION shares its line; give it a line of its own",
        ),
        (
            "### BEGIN SOLUTION ### END SOLUTION",
            "x.py, line 1: BEGIN SOLUTION shares its line; give it a line of its own",
        ),
    ],
)
def test_markers_that_do_not_pair(text: str, says: str) -> None:
    """One sentence with the line."""
    with pytest.raises(AuthorError) as error:
        regions(text, "x.py")
    assert str(error.value) == says

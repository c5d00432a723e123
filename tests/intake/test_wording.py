"""Phrases of error messages."""

from autograder.intake.wording import listed, meant


def test_lists() -> None:
    """As people say them; long ones end."""
    cases = {"": "", "a": "a", "ab": "a and b", "abc": "a, b and c"}
    assert {words: listed(words) for words in cases} == cases
    assert listed("abcd", last="or", limit=2) == "a, b or 2 more"


def test_close_words() -> None:
    """The nearest one, in its own capitals; nothing far away."""
    assert meant("pionts", ["points", "title"]) == '; did you mean "points"?'
    assert meant("BACKPROP", ["Backprop"]) == '; did you mean "Backprop"?'
    assert meant("x", ["points"]) == ""

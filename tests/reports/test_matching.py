"""Whose row it is, and when it is nobody's."""

import pytest

from autograder.reports.matching import Claim, Entry, folded, keys, match, named, persons
from tests.reports.made import JANE, JOHN, report, submission


def entry(row: int, *words: str) -> Entry:
    """A row known by an id, an address and a name."""
    return Entry(row, f"row {row}", keys(*([word] for word in words)))


def claim(student: str, *words: str) -> Claim:
    """Somebody known by the same."""
    return Claim(report(student), student, keys(*([word] for word in words)))


def matched(claims: list[Claim], entries: list[Entry]) -> dict[str, int | str]:
    """The row of each, or why there is none."""
    return {one.claim.shown: one.entry.row if one.entry else one.why for one in match(claims, entries)}


def test_the_first_key_that_fits_decides() -> None:
    """An id before an address, an address before a name, though the later ones point elsewhere."""
    entries = [entry(1, "7", "x@u", "ann"), entry(2, "8", "a@u", "bob"), entry(3, "9", "c@u", "cleo")]
    claims = [claim("a", "7", "a@u", "eve"), claim("b", "", "a@u", "ann"), claim("c", "", "", "cleo")]
    assert matched(claims, entries) == {"a": 1, "b": 2, "c": 3}


def test_what_could_be_two_rows_is_none() -> None:
    """Neither a worse key nor the order decides then."""
    entries = [
        entry(1, "7", "", "ann"),
        entry(2, "7", "", "bob"),
        entry(3, "", "", "eve"),
        entry(4, "", "", "eve"),
    ]
    claims = [claim("a", "7", "", "ann"), claim("e", "", "", "eve")]
    assert matched(claims, entries) == {
        "a": "it could be row 2 and row 3 of the file",
        "e": "it could be row 4 and row 5 of the file",
    }


def test_a_row_that_two_submissions_claim_is_nobodys() -> None:
    """Whatever made them think so; twice the same submission is no quarrel."""
    claims = [
        claim("a", "7", "", ""),
        claim("b", "", "a@u", ""),
        claim("c", "9", "", ""),
        claim("c", "", "c@u", ""),
    ]
    found = match(claims, [entry(1, "7", "a@u", ""), entry(2, "9", "c@u", "")])
    assert [one.why for one in found[:2]] == ["only one of a and b can be row 1"] * 2
    assert [one.entry and one.entry.row for one in found] == [None, None, 2, 2]


def test_a_name_must_be_unique_among_ours() -> None:
    """Also if one of the two was found by an id."""
    entries = [entry(1, "7", "", "ann"), entry(2, "8", "", "other")]
    found = matched([claim("a", "8", "", "ann"), claim("b", "", "", "ann")], entries)
    assert found == {"a": 2, "b": "another one has the same name, and no id or e-mail address fits"}


def test_empty_keys_fit_nothing() -> None:
    """Two people without an address are not the same."""
    found = matched([claim("a", "", "", "")], [entry(1, "", "", "")])
    assert found == {"a": "no row has this id, e-mail address or name"}


@pytest.mark.parametrize(
    "name", ["Doe, Jan\u00e9", "jane   DOE", "Jan\u0065\u0301 Doe", "DOE,JANE", " Jane Doe "]
)
def test_names_are_compared_without_order_capitals_and_accents(name: str) -> None:
    """`Doe, Jane` is Jane Doe."""
    assert named(name) == "jane doe"


def test_letters_are_not_dropped() -> None:
    """What is no accent tells people apart."""
    assert named("Stra\u00dfe") == "strasse"
    assert named("\u0141ukasz \u738b") == "\u0142ukasz \u738b"
    assert folded("  A\u0301  b ") == "\u00e1 b"


def test_each_person_of_a_report_is_named() -> None:
    """By folder and name, once if the learning system says it twice; a plain one by its folder."""
    group = report(submission("both", JANE, JOHN, JANE))
    assert [called for _, called in persons(group)] == ["both (Jane Doe)", "both (John Roe)"]
    ((who, called),) = persons(report("s01"))
    assert (who.name, who.id, who.email, called) == ("s01", "s01", "s01", "s01")

"""Misconceptions, alternatives and equivalent mutants, as they lie in an assignment's folder."""

from pathlib import Path

import pytest

from autograder.errors import AuthorError
from autograder.intake.equivalents import read_equivalents
from autograder.intake.misconceptions import check_declared, read_alternatives, read_misconceptions
from autograder.model import Misconception


def laid(tmp_path: Path, text: str, folder: str = "misconceptions") -> Path:
    """An assignment's folder with one file in one of its folders."""
    (tmp_path / "net" / folder).mkdir(parents=True)
    (tmp_path / "net" / folder / "m.py").write_text(text)
    return tmp_path / "net"


def test_the_docstring_is_the_hint_and_the_tasks(tmp_path: Path) -> None:
    """The hint is one paragraph, however its lines were broken."""
    text = '"""Too large,\nisn\'t it?\n\nMust fail: a_b,\n  c.\n"""\nx = 1\n'
    assert read_misconceptions(laid(tmp_path, text)) == (
        Misconception("m", "Too large, isn't it?", ("a_b", "c"), text),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"""Only a hint?"""\n', "must be a hint"),
        ('"""Must fail: a"""\n', "must be a hint"),
        ('"""A hint?\n\nMust fail: """\n', "must be a hint"),
        ("x = 1\n", "must be a hint"),
        ("def f(:\n", r"m\.py, line 1"),
    ],
)
def test_a_file_that_lacks_a_part_is_named(tmp_path: Path, text: str, said: str) -> None:
    """No hint, no tasks, no Python: one sentence says which file."""
    with pytest.raises(AuthorError, match=said) as fault:
        read_misconceptions(laid(tmp_path, text))
    assert "net/misconceptions/m.py" in str(fault.value)


def test_declared_tasks_must_exist() -> None:
    """The one that does not is named."""
    with pytest.raises(AuthorError, match=r'm\.py must fail "b", which is no task'):
        check_declared("net", [Misconception("m", "?", ("a", "b"), "")], ["a"])


def test_no_folder_is_no_misconception(tmp_path: Path) -> None:
    """An assignment may have none."""
    assert not read_misconceptions(tmp_path)
    assert not read_alternatives(tmp_path)
    assert not read_equivalents(tmp_path)


def test_alternatives_are_names_and_texts(tmp_path: Path) -> None:
    """As they stand in the folder."""
    assert read_alternatives(laid(tmp_path, "x = 1\n", "alternatives")) == (("m", "x = 1\n"),)


def test_equivalents_are_reasons_by_mutant(tmp_path: Path) -> None:
    """One table for each mutant."""
    (tmp_path / "equivalent.toml").write_text('[[equivalent]]\nmutant = "f: a -> b"\nreason = "equal"\n')
    assert read_equivalents(tmp_path) == {"f: a -> b": "equal"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[equivalent]]\nmutant = "m"\n', "reason"),
        ('[[equivalent]]\nmutant = "m"\nreason = "r"\nwhy = 1\n', "why"),
        ("= 1", "equivalent.toml"),
        ('[[equivalent]]\nmutant = "m"\nreason = "r"\n' * 2, '"m" is listed twice'),
    ],
)
def test_a_faulty_equivalent_toml_is_named(tmp_path: Path, text: str, said: str) -> None:
    """A key too few or too many, no TOML, a mutant twice."""
    (tmp_path / "equivalent.toml").write_text(text)
    with pytest.raises(AuthorError, match=said):
        read_equivalents(tmp_path)

"""Which files students get, and what they say of handing in."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.errors import AuthorError
from autograder.intake.handed_out import handed_out
from autograder.model import Assignment

MARKED = "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION\n"
STUBBED = "def f(x):\n    raise NotImplementedError\n"


@pytest.fixture
def marked(assignment: Assignment) -> Assignment:
    """Its reference has a docstring and one solution."""
    assignment.reference.write_text(f'"""Back.\n\nx  a number\n"""\n\n\n{MARKED}')
    return assignment


def first_cell(notebook: str) -> str:
    return "".join(json.loads(notebook)["cells"][0]["source"])


def test_a_module_and_a_notebook_come_from_the_reference(marked: Assignment) -> None:
    """Each says how it is handed in, and that the other may be."""
    made = handed_out(marked)
    assert list(made) == ["backprop.py", "backprop.ipynb"]
    assert made["backprop.py"] == (
        '"""Back.\n\nx  a number\n\n'
        "Fill in everything that raises NotImplementedError. The handout has the formulas and the\n"
        "conventions. Hand in this file as backprop.py (or the notebook as backprop.ipynb). Code of your "
        f'own\nis welcome; keep the names and the order of arguments.\n"""\n\n\n{STUBBED}'
    )
    assert "Hand in this notebook as backprop.ipynb (or the module as backprop.py)." in first_cell(
        made["backprop.ipynb"]
    )


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("backprop.py",), ["backprop.py"]),
        (("lab*.ipynb", "lab3.ipynb"), ["lab3.ipynb"]),
        (("back*.ipynb", "b?.py"), ["backprop.ipynb"]),
        (("b*.py", "b*.ipynb"), ["backprop.py", "backprop.ipynb"]),
    ],
)
def test_only_the_forms_that_are_taken(files: tuple[str, ...], names: list[str], marked: Assignment) -> None:
    """Called as the assignment asks; only other forms that are taken are spoken of."""
    made = handed_out(replace(marked, files=files))
    assert list(made) == names
    assert ("(or the" in "".join(made.values())) == (len(names) == 2)


@pytest.mark.parametrize(
    ("opening", "becomes"),
    [
        ('"""Back."""\n', '"""Back.\n\nThe handout'),
        ("'Back.'\n", "'Back.'\n\n# The handout"),
        ("", "# The handout"),
        ("x = 1\n", "# The handout"),
    ],
)
def test_the_task_stands_in_the_docstring_or_below_it(
    opening: str, becomes: str, assignment: Assignment
) -> None:
    """Nothing is to be filled in where nothing raises."""
    assignment.reference.write_text(f"{opening}### BEGIN SOLUTION\nx = 1\n### END SOLUTION\ny = 2\n")
    module = handed_out(assignment)["backprop.py"]
    assert module.startswith(becomes)
    assert "Fill in" not in module
    assert module.endswith("y = 2\n")
    compile(module, "backprop.py", "exec")


def test_a_starter_by_hand_wins(marked: Assignment) -> None:
    """It is taken as it is, but for what it marks as a solution; the notebook is made of it."""
    (marked.folder / "starter.py").write_text(f'"""Mine."""\n\n\n{MARKED}')
    made = handed_out(marked)
    assert made["backprop.py"] == f'"""Mine."""\n\n\n{STUBBED}'
    assert first_cell(made["backprop.ipynb"]) == "# Back-propagation\n\nMine."


def test_a_reference_without_markers_is_never_given_away(assignment: Assignment) -> None:
    """Where nothing is marked there is no starter."""
    with pytest.raises(AuthorError) as error:
        handed_out(assignment)
    assert str(error.value) == (
        "reference_solutions/backprop.py marks no solution, so there is no starter: put what students write "
        "between ### BEGIN SOLUTION and ### END SOLUTION"
    )


def test_what_is_wrong_is_said_with_its_file(marked: Assignment) -> None:
    """Of the reference, and of a starter by hand."""
    marked.reference.write_text("### END SOLUTION\n")
    with pytest.raises(AuthorError, match=r"^reference_solutions/backprop.py, line 1: "):
        handed_out(marked)
    Path(marked.folder / "starter.py").write_text("### END SOLUTION\n")
    with pytest.raises(AuthorError, match=r"^assignments/backprop/starter.py, line 1: "):
        handed_out(marked)

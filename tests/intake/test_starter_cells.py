"""A starter module as a notebook: the same code, in cells that a student can work in."""

import ast
import json
from typing import Any

import nbformat
import pytest

from autograder.intake.starter_cells import BEFORE_LAST, CHECK, EXAMPLE, SETUP, SUBMIT, notebook_of

MODULE = '''"""Sums: how numbers add up.

n  how many
x  (n,) numbers

Both return a number.
"""

import math

import numpy as np

ZERO = 0

# ---- 1. One sum ---------------------------------------------------------------------------------
# x is an array:
#     sum([1, 2]) is 3


@np.vectorize
def double(x):
    """2 x."""
    raise NotImplementedError


# Given: a class.


class Sum:
    """A sum."""


# ---- Two ----

y = 1; z = 2
# yours
w = 3

if __name__ == "__main__":
    text = """
  kept as it is
"""

    # a sum
    if y:
        print(text)
'''


def cells(module: str, task: str = "") -> list[tuple[str, str]]:
    notebook: Any = json.loads(notebook_of(module, "Sums", task))
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


def test_every_part_has_its_cell() -> None:
    """Headings and what they tell are Markdown, functions stand alone, the example runs."""
    first, setup, *body, last, check, submit = cells(MODULE, "Fill it in.")
    assert first == (
        "markdown",
        "# Sums\n\nSums: how numbers add up.\n\n    n  how many\n    x  (n,) numbers\n\n"
        "Both return a number.\n\nFill it in.",
    )
    assert setup == ("code", SETUP)
    assert body == [
        ("code", "import math\n\nimport numpy as np\n\nZERO = 0"),
        ("markdown", "## 1. One sum\n\nx is an array:\n\n    sum([1, 2]) is 3"),
        ("code", '@np.vectorize\ndef double(x):\n    """2 x."""\n    raise NotImplementedError'),
        ("code", '# Given: a class.\n\n\nclass Sum:\n    """A sum."""'),
        ("markdown", "## Two"),
        ("code", "y = 1; z = 2\n# yours\nw = 3"),
        ("markdown", EXAMPLE),
        ("code", 'text = """\n  kept as it is\n"""\n\n# a sum\nif y:\n    print(text)'),
    ]
    assert [last, check, submit] == [("markdown", BEFORE_LAST), ("code", CHECK), ("code", SUBMIT)]


@pytest.mark.parametrize(
    ("module", "body"),
    [
        ("", []),
        ("x = 1", [("code", "x = 1")]),
        ("# only a comment\n", [("code", "# only a comment")]),
        (
            "# ---- A ----\n\nif __name__ == '__main__': print(1)\n\n# ---- B ----\n# Your answer.\n",
            [("markdown", "## A"), ("code", "print(1)"), ("markdown", "## B\n\nYour answer.")],
        ),
        (
            "if __name__ == '__main__':\n    a\nelse:\n    b\n",
            [("code", "if __name__ == '__main__':\n    a\nelse:\n    b")],
        ),
    ],
)
def test_odd_modules(module: str, body: list[tuple[str, str]]) -> None:
    """Nothing is lost, and no cell is empty."""
    first, setup, *found, _, _, _ = cells(module)
    assert (first, setup) == (("markdown", "# Sums"), ("code", SETUP))
    assert found == body


def test_the_notebook_is_valid_and_stable() -> None:
    """The same text gives the same bytes; a change of one cell leaves the ids of the others."""
    text = notebook_of(MODULE, "Sums")
    assert text == notebook_of(MODULE, "Sums")
    notebook: Any = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    other: Any = nbformat.reads(  # type: ignore[no-untyped-call]
        notebook_of(MODULE.replace("2 x", "x + x"), "Sums"), as_version=4
    )
    assert sum(cell.id not in ids for cell in other.cells) == 1


def test_equal_cells_have_ids_of_their_own() -> None:
    """nbformat asks for that."""
    notebook = json.loads(notebook_of("def f():\n    pass\n\n\ndef f():\n    pass\n", "Sums"))
    assert len({cell["id"] for cell in notebook["cells"]}) == 7


def test_the_cells_together_are_the_module() -> None:
    """The same statements in the same order, the example among them."""
    code = "\n".join(text for kind, text in cells(MODULE)[2:-3] if kind == "code")
    module = ast.parse(MODULE)
    *rest, main = module.body[1:]
    assert isinstance(main, ast.If)
    assert ast.dump(ast.parse(code)) == ast.dump(ast.Module([*rest, *main.body], []))

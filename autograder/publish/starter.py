"""The starter of an assignment, in the forms that students may hand in: one source, the reference.

`reference_solutions/NAME.py` becomes both the module and the notebook. A course that writes notebooks puts
`reference_solutions/NAME.ipynb` beside it, with markers in its cells; a starter.py or starter.ipynb in the
assignment's folder wins over both.
"""

from pathlib import Path

from autograder.intake.handed_out import handed_out
from autograder.model import Assignment
from autograder.publish.notebook_starter import stripped_notebook


def starters(assignment: Assignment) -> dict[str, str]:
    """The text of each file by its name: NAME.py, NAME.ipynb, or both, as `assignment.files` says.

    Raises:
        AuthorError: nothing is marked as a solution, or markers are wrong; the sentence names file and line.
    """
    made = handed_out(assignment)
    masters = [assignment.folder / "starter.ipynb", assignment.reference.with_suffix(".ipynb")]
    master = next((path for path in masters if path.is_file()), None)
    return {
        name: from_notebook(master) if master and is_notebook(name) else text for name, text in made.items()
    }


def is_notebook(name: str) -> bool:
    """By its name."""
    return name.endswith(".ipynb")


def from_notebook(path: Path) -> str:
    """A master notebook without its solutions."""
    return stripped_notebook(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")

"""One source for the reference and for what students fill in, as a module and as a notebook."""

import ast
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.errors import AuthorError
from autograder.intake.assignments import assignment_names, read_assignment
from autograder.intake.markers import has_markers, regions
from autograder.model import Assignment
from autograder.publish.notebook_starter import CODE, PROSE, stripped_notebook
from autograder.publish.starter import starters

ROOT = Path(__file__).parents[2]
NAMES = assignment_names(ROOT)
every = pytest.mark.parametrize("name", NAMES)
SOLVED = "### BEGIN SOLUTION\n{}\n### END SOLUTION"


@every
def test_the_starters_of_the_course_parse_and_show_no_solution(name: str) -> None:
    """No line of a solution is in them, but for those that are given elsewhere, and no marker."""
    assignment = read_assignment(name, ROOT)
    lines = assignment.reference.read_text(encoding="utf-8").split("\n")
    marked = regions("\n".join(lines), name)
    hidden = {
        line.strip()
        for region in marked
        for line in lines[region.first : region.last - 1]
        if region.kind == "SOLUTION"
    }
    shown = {line.strip().removeprefix("#").strip() for line in outside(lines, name)}
    files = starters(assignment)
    assert list(files) == [f"{name}.py", f"{name}.ipynb"]
    for text in (files[f"{name}.py"], "\n".join(code_of(files[f"{name}.ipynb"]))):
        ast.parse(text)
        assert not has_markers(text)
        assert not {line.strip() for line in text.split("\n")} & (hidden - shown)


def outside(lines: list[str], shown: str) -> list[str]:
    """The lines that students get, those of a STARTER as comments."""
    marked = regions("\n".join(lines), shown)
    solutions = [region for region in marked if region.kind == "SOLUTION"]
    return [
        line
        for number, line in enumerate(lines, start=1)
        if not any(region.holds(number) for region in solutions)
    ]


def code_of(notebook: str) -> list[str]:
    cells = json.loads(notebook)["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@every
def test_the_notebooks_of_the_course_are_valid(name: str) -> None:
    """By nbformat's own rules, and the same each time."""
    assignment = read_assignment(name, ROOT)
    text = starters(assignment)[f"{name}.ipynb"]
    nbformat.validate(nbformat.reads(text, as_version=4))  # type: ignore[no-untyped-call]
    assert starters(assignment)[f"{name}.ipynb"] == text


@every
def test_a_module_and_its_notebook_have_the_same_functions(name: str) -> None:
    """With the same docstrings and the same stubs."""
    files = starters(read_assignment(name, ROOT))
    notebook = "\n".join(code_of(files[f"{name}.ipynb"]))
    defined = [
        [ast.dump(node) for node in ast.parse(text).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        for text in (files[f"{name}.py"], notebook)
    ]
    assert [each for each in defined[0] if each not in defined[1]] == []


# ---- a course that writes notebooks ---------------------------------------------------------------


def master(*cells: tuple[str, str], **metadata: Any) -> str:
    """A notebook that was run: each code cell has an output."""
    made = []
    for number, (kind, source) in enumerate(cells, start=1):
        cell: dict[str, Any] = {"cell_type": kind, "id": f"id{number}", "metadata": {}, "source": source}
        if kind == "code":
            output = {"output_type": "stream", "name": "stdout", "text": "secret"}
            cell |= {"execution_count": number, "outputs": [output]}
            cell["metadata"] = {"nbgrader": {"solution": True}, "tags": ["solution-1", "wide"]}
        made.append(cell)
    whole = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole)


def test_cells_are_cut_as_modules_are() -> None:
    """Outputs, counts and the grader's metadata go; ids, kernel and harmless tags stay."""
    body = "def f(x):\n    ### BEGIN SOLUTION\n    return secret\n    ### END SOLUTION"
    kernel = {"display_name": "Python 3", "name": "python3"}
    text = master(("markdown", "# Title"), ("code", body), kernelspec=kernel, secret="secret")
    result = stripped_notebook(text, "m.ipynb")
    assert "secret" not in result
    made = json.loads(result)
    assert made["metadata"] == {"kernelspec": kernel}
    assert made["cells"][1] == {
        "cell_type": "code",
        "id": "id2",
        "metadata": {"tags": ["wide"]},
        "source": ["def f(x):\n", "    raise NotImplementedError"],
        "execution_count": None,
        "outputs": [],
    }
    nbformat.validate(nbformat.reads(result, as_version=4))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        (
            "%matplotlib inline\n!pip -q 'x'\n" + SOLVED.format("y = !ls secret"),
            "%matplotlib inline\n!pip -q 'x'",
        ),
        (
            "%%time\nfor i in x:\n    # BEGIN SOLUTION\n    %run secret.py\n    # END SOLUTION",
            "%%time\nfor i in x:\n    pass",
        ),
        ("%%bash\necho 'it\n" + SOLVED.format("secret"), "%%bash\necho 'it"),
        (
            "%%writefile app.py\ndef f():\n    # BEGIN SOLUTION\n    secret\n    # END SOLUTION",
            "%%writefile app.py\ndef f():\n    raise NotImplementedError",
        ),
        ("x = f?\n", "x = f?"),
        (SOLVED.format("x = secret"), CODE),
        ("", ""),
        ("def f(:", "def f(:"),
    ],
)
def test_commands_may_stand_in_cells(source: str, becomes: str) -> None:
    """A cell that was a solution as a whole asks for code; one without markers stays as it is."""
    (cell,) = json.loads(stripped_notebook(master(("code", source)), "m.ipynb"))["cells"]
    assert "".join(cell["source"]).rstrip("\n") == becomes


def test_answers_in_prose_are_asked_for() -> None:
    """Each place of one; what stands in the starter only is shown."""
    source = f"**1.** Why?\n\n{SOLVED.format('secret')}\n\n**2.**\n{SOLVED.format('secret')}\n"
    source += "### BEGIN STARTER\n# One sentence.\n### END STARTER"
    (cell,) = json.loads(stripped_notebook(master(("markdown", source)), "m.ipynb"))["cells"]
    assert "".join(cell["source"]) == f"**1.** Why?\n\n{PROSE}\n\n**2.**\n{PROSE}\nOne sentence."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "m.ipynb is no valid notebook: "),
        (
            '{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
            "m.ipynb is no valid notebook: ",
        ),
        (
            master(("code", "x"), ("code", "\n### END SOLUTION")),
            "m.ipynb, cell 2, line 2: END SOLUTION without",
        ),
        (master(("markdown", "### BEGIN SOLUTION")), "m.ipynb, cell 1, line 1: BEGIN SOLUTION without"),
        (
            master(("code", "%time\n### BEGIN SOLUTION\nif x:\n### END SOLUTION\n  y")),
            "m.ipynb, cell 1, line 4: the region cuts what line 3 begins",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(text: str, says: str) -> None:
    """One sentence."""
    with pytest.raises(AuthorError) as error:
        stripped_notebook(text, "m.ipynb")
    assert str(error.value).startswith(says)
    assert "\n" not in str(error.value)


@pytest.fixture
def course(tmp_path: Path) -> Assignment:
    """An assignment whose reference is marked."""
    folder = tmp_path / "assignments" / "sums"
    folder.mkdir(parents=True)
    toml = 'title = "Sums"\npoints = 1\nfiles = ["sums.py", "sums.ipynb"]\n'
    (folder / "assignment.toml").write_text(toml)
    (tmp_path / "reference_solutions").mkdir()
    marked = "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n"
    (tmp_path / "reference_solutions" / "sums.py").write_text(marked)
    return read_assignment("sums", tmp_path)


def test_which_notebook_is_taken(course: Assignment) -> None:
    """The one in the folder, else the one beside the reference, else the module's; the module is its own."""
    module = starters(course)["sums.py"]
    assert "def f():\n    raise NotImplementedError" in code_of(starters(course)["sums.ipynb"])
    for path in (course.reference.with_suffix(".ipynb"), course.folder / "starter.ipynb"):
        path.write_text(master(("markdown", path.parent.name), ("code", SOLVED.format("secret"))))
        files = starters(course)
        assert files["sums.py"] == module
        assert json.loads(files["sums.ipynb"])["cells"][0]["source"] == [path.parent.name]
        assert code_of(files["sums.ipynb"]) == [CODE]

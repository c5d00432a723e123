"""Which of the locked packages an assignment needs."""

import json
from pathlib import Path

import pytest
from packaging.markers import Marker

from autograder.errors import BadInput
from autograder.intake.assignments import assignment_names, read_assignment
from autograder.publish.package import modules
from autograder.publish.requirements import (
    closure,
    grader_modules,
    holds,
    imported,
    read_lock,
    requirements,
)

ROOT = Path(__file__).parents[2]
LOCK = read_lock(ROOT / "requirements.lock")
TOOLS = ("mypy", "ruff", "coverage", "pytest-cov", "typer", "pandas-stubs")


def names(lines: list[str]) -> set[str]:
    """Without their versions."""
    return {line.partition("==")[0].lower() for line in lines}


@pytest.mark.parametrize("name", assignment_names(ROOT))
def test_of_every_assignment(name: str) -> None:
    """What grades and what is preloaded, each with what it needs itself; no tools; torch where it is used."""
    assignment = read_assignment(name, ROOT)
    found = names(requirements(modules(assignment), (), LOCK))
    assert {
        "numpy",
        "pytest",
        "pluggy",
        "hypothesis",
        "sortedcontainers",
        "msgspec",
        "pyyaml",
        "ipython",
    } <= found
    assert not found & set(TOOLS)
    if any(module.partition(".")[0] == "torch" for module in assignment.preload):
        assert {"torch", "sympy", "mpmath", "jinja2", "markupsafe"} <= found
    if name in ("backprop", "hyperparameters", "optimizers"):
        assert "torch" not in found


def test_what_the_grader_imports_at_once() -> None:
    """And what reads the commands in notebooks; not what only some assignments need."""
    found = {module.partition(".")[0] for module in grader_modules(ROOT)}
    assert {"numpy", "hypothesis", "msgspec", "pytest", "yaml", "IPython"} <= found
    assert not found & {"torch", "typer", "rich", "matplotlib"}


def test_imports_of_modules_and_notebooks() -> None:
    """Anywhere in them; cells that do not parse, Markdown and the standard library have none."""
    cells = [("code", ["import pandas as pd\n", "%matplotlib inline"]), ("code", ["from scipy import stats"])]
    cells += [("markdown", ["import nothing"])]
    notebook = json.dumps({"cells": [{"cell_type": kind, "source": source} for kind, source in cells]})
    found = imported([("a.py", "import os\ndef f():\n    import torch.nn\n"), ("b.ipynb", notebook)])
    assert found == {"torch.nn", "scipy", "scipy.stats"}


def test_packages_that_are_asked_for() -> None:
    """With what they need; one that is not locked is refused."""
    found = names(requirements((), ("Scikit_Learn",), LOCK))
    assert {"scikit-learn", "scipy", "joblib", "threadpoolctl", "numpy"} <= found
    with pytest.raises(BadInput, match=r'gradescope.packages: "scipi" is not in .*; did you mean "scipy"\?'):
        requirements((), ("scipi",), LOCK)


def test_modules_of_no_package_stay_out() -> None:
    """Those that are not installed have stand-ins; those of the course are in the zip."""
    assert requirements(["streamlit", "assignments.tiny.test_tiny", "reference_solutions"], (), LOCK) == []


def test_a_package_that_is_not_installed_here_needs_nothing_more() -> None:
    """It is locked all the same."""
    assert closure(["elsewhere"], {"elsewhere": "elsewhere==1"}) == {"elsewhere"}


@pytest.mark.parametrize(
    ("marker", "needed"),
    [
        ('sys_platform == "win32"', False),
        ('platform_system == "Linux"', True),
        ('python_version < "3.11"', False),
        ('python_version < "3.13"', True),
        ('extra == "test"', False),
    ],
)
def test_markers_are_those_of_the_container(marker: str, needed: bool) -> None:
    """Not of the machine that packs."""
    assert holds(Marker(marker)) is needed

"""Reading and reporting start at once: no heavy library is imported on the way."""

import subprocess
import sys
from pathlib import Path

import autograder

MODULES = (
    "intake.assignments intake.submissions reports.gradescope reports.feedback "
    "reports.stored reports.summary reports.console"
)
HEAVY = {"numpy", "torch", "hypothesis", "pytest", "pandas", "nbformat", "IPython", "jsonschema"}


def test_no_heavy_import() -> None:
    """pandas belongs to the gradebook alone."""
    lines = [f"import autograder.{module}" for module in MODULES.split()]
    lines += ["import sys", "print(*sys.modules)"]
    root = Path(autograder.__file__).parents[1]
    command = [sys.executable, "-c", "\n".join(lines)]
    loaded = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)
    assert "autograder.reports.console" in loaded

"""Peculiar submissions, each with what must come of it: graded, inspected, and run all in IPython."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.batch import grade
from autograder.intake.submissions import find_submissions
from autograder.judging.grader import Grader
from autograder.model import Report
from tests.corpus.case import CASES, HERE, Case, read
from tests.corpus.forms import write
from tests.course import assignment_in, write_course

ROOT = Path(__file__).parents[2]
AFFINE = '''
"""One task, whatever else is handed in."""

from hypothesis import given, strategies as st

from autograder.claims import near, task


@task(points=1)
@given(st.integers(-9, 9))
def test_f_is_affine(student, x):
    """f(x) = 3 x + 1."""
    assert student.f(x) == near(3.0 * x + 1.0)
'''
WRONG = ("failed", "unparsable", "timeout")
TORCH = read(HERE / "torch.txt")
SOLUTION = "def f(x):\n    return 3.0 * x + 1.0\n"


def reports(root: Path, names: list[str], *preload: str) -> dict[str, Report]:
    """The report of each case of these names, graded where these modules are loaded already."""
    assignment = assignment_in(write_course(root, "lab", AFFINE, SOLUTION, points=1))
    numbers = {f"s{number:03}": name for number, name in enumerate(names)}
    for student, name in numbers.items():
        write(CASES[name], root / "class" / student)
    with Grader(replace(assignment, preload=preload), cached=False) as grader:
        submissions = find_submissions(grader.assignment, [root / "class"])
        stream = grade(grader, submissions, os.cpu_count() or 1)
        return {numbers[report.submission.student]: report for report in stream}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """The report of every case."""
    others = [name for name in CASES if name not in TORCH]
    without = reports(tmp_path_factory.mktemp("course"), others, "numpy")
    return without | reports(tmp_path_factory.mktemp("course"), list(TORCH), "numpy", "torch")


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_each_peculiarity_gets_the_word_it_deserves(graded: dict[str, Report], name: str) -> None:
    """Right code passes whatever stands around it; what is wrong or missing is said."""
    report = graded[name]
    assert report.submission.problem is None
    (outcome,) = report.outcomes
    assert outcome.status == CASES[name].ends, (outcome, report.notes)
    assert CASES[name].staff in outcome.staff
    assert bool(CASES[name].staff) == ("environment" in outcome.staff)


@pytest.mark.slow
def test_an_archive_is_as_good_as_a_folder(tmp_path: Path) -> None:
    """Helpers, packages and data that lie in a student's zip are found there."""
    names = ["a package", "a helper's star", "with", "%run", "sys.path"]
    assignment = assignment_in(write_course(tmp_path, "lab", AFFINE, SOLUTION, points=1))
    for at, name in enumerate(names):
        folder = write(CASES[name], tmp_path / "unpacked" / str(at)).parent
        shutil.make_archive(str(tmp_path / "class" / f"s{at}"), "zip", folder)
    with Grader(assignment, cached=False) as grader:
        found = list(grade(grader, find_submissions(grader.assignment, [tmp_path / "class"]), 1))
    assert [outcome.status for report in found for outcome in report.outcomes] == ["passed"] * len(names)


def inspected(folder: Path, cases: Mapping[str, Case], *options: str) -> dict[str, Any]:
    """What `inspect` says of each case."""
    files = [str(write(case, folder / str(at))) for at, case in enumerate(cases.values())]
    command = [sys.executable, str(ROOT / "grade.py"), "inspect", "--json", *options, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return dict(zip(cases, lines, strict=True))


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `inspect --names f` says of every case."""
    return inspected(tmp_path_factory.mktemp("inspected"), CASES, "--names", "f")


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_what_loads_and_what_does_not_is_told(looked_at: dict[str, Any], name: str) -> None:
    """`f` has the status it deserves, with its place and a reason; so have the cells that went wrong."""
    case, told = CASES[name], looked_at[name]
    f = told["names"]["f"]
    assert f["status"] == case.status, f
    assert case.status == "loaded" or (f["cell"] == case.cell and case.why in f["reason"] and f["reason"])
    assert {cell["cell"] for cell in told["cells"] if cell["status"] in WRONG} == set(case.failed), told[
        "cells"
    ]
    assert set(told["standins"]) == set(case.standins)


@pytest.mark.slow
def test_without_names_every_function_and_class_is_told_of(tmp_path: Path) -> None:
    """Whatever each needs: helpers, templates that were not filled in, classes that extend missing ones."""
    cases = {name: case for name, case in CASES.items() if case.names}
    told = inspected(tmp_path, cases)
    statuses = {
        name: {key: told[name]["names"].get(key, {}).get("status") for key in case.names}
        for name, case in cases.items()
    }
    assert statuses == {name: case.names for name, case in cases.items()}


def rerun(folder: Path, names: list[str], module: str) -> dict[str, str]:
    """What f(2) is after "run all" in IPython, for each case."""
    folders = [write(CASES[name], folder / str(at)).parent for at, name in enumerate(names)]
    text = json.dumps({str(at): CASES[name].cells for at, name in zip(folders, names, strict=True)})
    settings = {"MPLBACKEND": "Agg", "IPYTHONDIR": str(folder / "ipython"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, str(HERE / "rerun.py"), module]
    done = subprocess.run(
        command,
        input=text,
        capture_output=True,
        text=True,
        env=os.environ | settings,
        check=True,
    )
    return dict(zip(names, json.loads(done.stdout), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("module", ["numpy", "torch"])
def test_the_corpus_is_what_a_notebook_does(tmp_path: Path, module: str) -> None:
    """Where nothing hangs and nothing is missing, f(2) is 7 after "run all" in IPython, too."""
    cases = {name: case for name, case in CASES.items() if case.rerun}
    found = rerun(tmp_path, [name for name in cases if (name in TORCH) == (module == "torch")], module)
    assert not {name: told for name, told in found.items() if told != "7.0"}

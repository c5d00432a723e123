"""What the commands write, print and answer; what they grade again, and what they keep."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from autograder import batch, commands
from autograder.commands import Choice
from autograder.errors import BadInput
from autograder.judging import grader as grader_module
from autograder.judging.grader import Grader
from autograder.model import Report, Submission
from autograder.sandbox.launch import Launcher
from autograder.sandbox.tiers import CLOSED, LAYERS, Tier
from tests.course import CLASS, SOLUTION, TESTS, changed, write_class, write_course
from tests.judging.test_six_words import ADD, ANSWER, DOUBLE

pytestmark = pytest.mark.slow

THREE = {"ana": SOLUTION, "ben": CLASS["ben"], "emil": CLASS["emil"]}
BROKEN_REFERENCE = SOLUTION.replace("return 42", "return 41")
TIMES = re.compile(r'^ *"(execution_time|seconds)": .*\n', re.MULTILINE)


@pytest.fixture
def three(course: Path) -> Path:
    """The folder of a class of three, relative to the course, which is the working directory."""
    write_class(course / "three", THREE)
    return Path("three")


def run(*paths: Path, **options: Any) -> int:
    """`grade run tiny PATHS`, one at a time."""
    return commands.run(Path.cwd(), "tiny", paths, Choice(**options))


def gradebook(folder: str = "reports/tiny") -> pd.DataFrame:
    return pd.read_csv(Path(folder) / "gradebook.csv", index_col="student")


def results(folder: Path) -> dict[str, str]:
    """Each student's results.json without its times."""
    return {path.parent.name: TIMES.sub("", path.read_text()) for path in folder.glob("*/results.json")}


def graded_now(output: str) -> list[str]:
    """The students whose lines say that they were graded."""
    return re.findall(r"^\[\d+/\d+\] (\w+): ", output, re.MULTILINE)


def test_a_run_writes_all_reports(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A results.json and a feedback.md each, a gradebook with a row each, a summary; a line each."""
    assert run(three) == 0
    for student, score in (("ana", 10), ("ben", 5), ("emil", 9)):
        told = json.loads((Path("reports/tiny") / student / "results.json").read_text())
        assert told["score"] == score
        assert len(told["tests"]) == 6
        assert (Path("reports/tiny") / student / "feedback.md").stat().st_size
    assert gradebook()["score"].to_dict() == {"ana": 10, "ben": 5, "emil": 9}
    assert gradebook()[[ADD, DOUBLE]].to_dict("index")["ben"] == {ADD: 0, DOUBLE: 1}
    assert "3 submissions" in Path("reports/tiny/summary.md").read_text()
    output = capsys.readouterr().out
    assert graded_now(output) == ["ana", "ben", "emil"]
    assert "reports    reports/tiny/STUDENT/feedback.md and results.json" in output


def test_long_lines_stay_lines(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no terminal no line is broken: a path can be copied."""
    out = Path("a folder with a long name " * 5)
    run(three / "ana.py", out=out)
    assert f"gradebook  {out / 'gradebook.csv'}\n" in capsys.readouterr().out


def test_what_is_void_withholds_the_score(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reference that fails a task: exit 3, no total, the other tasks keep their points."""
    root = write_course(course / "other", "void", reference=BROKEN_REFERENCE)
    write_class(root / "class", {"ana": SOLUTION})
    assert commands.run(root, "void", [root / "class"], Choice(out=root / "out")) == 3
    told = json.loads((root / "out" / "ana" / "results.json").read_text())
    assert "score" not in told
    assert [test.get("score") for test in told["tests"]] == [3, 2, 1, 2, 1, None]
    assert gradebook(str(root / "out"))["score"].isna().all()
    assert f"the reference does not pass {ANSWER}" in capsys.readouterr().out
    assert commands.check(root, root / "class" / "ana.py", "void") == 3
    assert "Score withheld" in capsys.readouterr().out


def test_a_submission_that_cannot_be_read_stops_no_other(three: Path) -> None:
    """Broken notebook, binary file, two files that claim to be it: exit 2, a row with the reason each."""
    (three / "bad.ipynb").write_text('{"cells": [')
    (three / "bin.py").write_bytes(b"\x7fELF\x00\x00\xff")
    for name in ("tiny.py", "TINY.py"):
        (three / "two").mkdir(exist_ok=True)
        (three / "two" / name).write_text(SOLUTION + f"called = {name!r}\n")
    (three / "ANA.ipynb").write_text("{}")
    assert run(three) == 2
    book = gradebook()
    assert book["score"].to_dict() == {"ANA": 0, "bad": 0, "ben": 5, "bin": 0, "emil": 9, "two": 0}
    assert book["problem"].notna().to_dict() == {
        "ANA": True, "bad": True, "ben": False, "bin": True, "emil": False, "two": True
    }  # fmt: skip
    problems = {str(student): str(problem) for student, problem in book["problem"].items()}
    assert "two has both" in problems["two"]
    assert "bad.ipynb" in problems["bad"]
    assert "same student" in problems["ANA"]


def test_unchanged_submissions_are_not_graded_again(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What has changed is, and so is all with --force; every row stays in the gradebook."""
    run(three)
    before = results(Path("reports/tiny"))
    capsys.readouterr()
    assert run(three) == 0
    assert graded_now(capsys.readouterr().out) == []
    assert results(Path("reports/tiny")) == before
    (three / "ben.py").write_text(SOLUTION)
    run(three)
    assert graded_now(capsys.readouterr().out) == ["ben"]
    assert gradebook()["score"].to_dict() == {"ana": 10, "ben": 10, "emil": 9}
    run(three, force=True)
    assert graded_now(capsys.readouterr().out) == ["ana", "ben", "emil"]


def test_a_changed_assignment_is_graded_again(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reports of another digest are not kept."""
    run(three)
    path = Path("reference_solutions/tiny.py")
    path.write_text(path.read_text() + "\n# another\n")
    capsys.readouterr()
    run(three)
    assert graded_now(capsys.readouterr().out) == ["ana", "ben", "emil"]


def test_a_damaged_report_is_written_again(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A results.json that is cut short is no report."""
    run(three)
    path = Path("reports/tiny/ben/results.json")
    whole = path.read_text()
    path.write_text(whole[:-40])
    capsys.readouterr()
    run(three)
    assert graded_now(capsys.readouterr().out) == ["ben"]
    assert json.loads(path.read_text())["score"] == 5


def test_only_one_is_graded_and_all_rows_stay(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--only, in capitals or not, with --force: that student again, the others as they were."""
    run(three)
    for source in three.iterdir():
        source.write_text(changed("def answer(): return 0"))
    capsys.readouterr()
    assert run(three, only="BEN", force=True) == 0
    assert graded_now(capsys.readouterr().out) == ["ben"]
    assert list(gradebook().index) == ["ben"]  # the others' files have changed: their reports are outdated
    write_class(three, THREE)
    run(three)
    run(three, only="ana", force=True)
    assert gradebook()["score"].to_dict() == {"ana": 10, "ben": 5, "emil": 9}


def test_only_a_student_that_is_there(three: Path) -> None:
    """The sentence offers a name."""
    with pytest.raises(BadInput, match=r'no student is called "bem".*ben'):
        run(three, only="bem")


def test_one_task_has_a_folder_of_its_own(three: Path) -> None:
    """--task leaves the full reports alone; the outcome is that of the full run."""
    run(three)
    before = results(Path("reports/tiny"))
    assert run(three, task=ADD) == 0
    assert results(Path("reports/tiny")) == before
    alone, whole = (
        json.loads(Path(f"reports/{name}/ben/results.json").read_text()) for name in (f"tiny-{ADD}", "tiny")
    )
    for told in alone, whole:
        del told["extra_data"]["outcomes"][0]["seconds"]
    assert alone["tests"] == whole["tests"][:1]
    assert alone["extra_data"]["outcomes"] == whole["extra_data"]["outcomes"][:1]
    assert list(gradebook(f"reports/tiny-{ADD}").columns[:3]) == ["score", "possible", ADD]


def test_the_same_submissions_get_the_same_reports(course: Path) -> None:
    """Twice, in reverse order, one or two at a time: equal byte for byte, but for the times."""
    paths = sorted(Path("class").iterdir())
    ways: Sequence[tuple[Sequence[Path], int]] = ((paths, 1), (paths, 1), (paths[::-1], 2))
    found = []
    for number, (order, jobs) in enumerate(ways):
        assert run(*order, jobs=jobs, out=Path(f"out{number}")) == 0
        found.append((results(Path(f"out{number}")), Path(f"out{number}/gradebook.csv").read_text()))
    assert len(found[0][0]) == len(CLASS)
    assert found.count(found[0]) == len(ways)


def test_what_is_finished_is_whole_when_the_rest_is_stopped(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C after two: their reports, the gradebook and the summary are there; the next run goes on."""
    original = batch.grade

    def stopped(grader: Grader, submissions: Sequence[Submission], jobs: int) -> Iterator[Report]:
        stream = original(grader, submissions, jobs)
        yield next(stream)
        yield next(stream)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(batch, "grade", stopped)
        with pytest.raises(KeyboardInterrupt):
            run(three)
    assert sorted(results(Path("reports/tiny"))) == ["ana", "ben"]
    assert list(gradebook().index) == ["ana", "ben"]
    assert "2 submissions" in Path("reports/tiny/summary.md").read_text()
    assert run(three) == 0
    assert list(gradebook().index) == ["ana", "ben", "emil"]


def test_reports_cannot_go_into_a_file(three: Path) -> None:
    """The sentence names the option."""
    Path("taken").touch()
    with pytest.raises(BadInput, match=r"reports cannot be written to taken: .*; choose another -o"):
        run(three, out=Path("taken"))


def test_check_prints_one_submission(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sentence, example, got and wanted of what failed, and the score; no file is written."""
    assert commands.check(Path.cwd(), three / "ben.py", "tiny") == 0
    output = capsys.readouterr().out
    assert "add(x, y) = x + y." in output
    assert "x = [1.0]" in output
    assert output.rstrip().endswith("Score: 5 of 10 (50 %)")
    assert not Path("reports").exists()


def test_check_takes_one_submission(three: Path) -> None:
    """A folder of many is for run; one that cannot be read is said."""
    with pytest.raises(BadInput, match="three holds 3 submissions; check takes one, run takes all"):
        commands.check(Path.cwd(), three, "tiny")
    (three / "empty.py").touch()
    with pytest.raises(BadInput, match=r"empty\.py is empty"):
        commands.check(Path.cwd(), three / "empty.py", "tiny")


def test_check_guesses_the_assignment(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the file's name or a folder's; where nothing speaks of one, it asks."""
    write_class(Path("tiny"), {"ana": SOLUTION})
    assert commands.check(course, Path("tiny/ana.py"), None) == 0
    assert "Score: 10 of 10" in capsys.readouterr().out
    with pytest.raises(BadInput, match=r"which assignment is class/ana\.py\? Say it: grade check .* tiny"):
        commands.check(course, Path("class/ana.py"), None)


def test_list_names_the_assignments(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Name, points, title, files."""
    assert commands.list_assignments(course) == 0
    assert re.search(r"tiny +10 +Tiny +tiny\.py or tiny\.ipynb", capsys.readouterr().out)


# ---- confinement --------------------------------------------------------------------------------


@pytest.fixture
def weakly(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AbstractContextManager[None]]:
    """Play a machine that lacks some layers."""

    @contextmanager
    def on_such_a_machine(*without: str) -> Iterator[None]:
        with monkeypatch.context() as patched:
            patched.setattr(grader_module, "Launcher", partial(Launcher, without=without))
            yield

    return on_such_a_machine


def held_back(student: str) -> str:
    """What a report says of how student code was held back."""
    told = json.loads((Path("reports/tiny") / student / "results.json").read_text())
    return str(told["extra_data"]["confinement"])


def test_reports_say_what_held_student_code_back(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each results.json, the summary and the last lines on the screen, in the same words."""
    run(three)
    (said,) = {held_back(student) for student in THREE}
    tier, _, layers = said.partition(": ")
    assert tier in Tier.__members__
    assert layers.split(", ")[-1] == "limits"
    summary = Path("reports/tiny/summary.md").read_text()
    assert f"Student code was held back at {said}.\n" in summary
    assert f"held back  {said}\n" in capsys.readouterr().out


def test_reports_of_a_lower_tier_are_graded_again_where_more_is_required(
    three: Path, weakly: Callable[..., AbstractContextManager[None]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --require they are kept, and the summary names both; with it, all are at least as good."""
    with weakly("namespaces", "uid", "landlock"):
        run(three / "ana.py", require=Tier.L0)
    assert held_back("ana").startswith("L0: ")
    capsys.readouterr()
    try:
        run(three, require=Tier.L1)
    except BadInput as less:
        pytest.skip(str(less))
    assert graded_now(capsys.readouterr().out) == ["ana", "ben", "emil"]
    assert held_back("ana") == held_back("ben")
    with weakly("namespaces", "uid", "landlock"):
        run(three / "ana.py", require=Tier.L0, force=True)
    capsys.readouterr()
    run(three)
    assert graded_now(capsys.readouterr().out) == []
    assert Path("reports/tiny/summary.md").read_text().count("Student code was held back at L") == 2


def test_a_report_that_does_not_say_how_it_was_held_has_the_lowest_tier() -> None:
    """As do words that name none."""
    submission = Submission("ana", Path("ana.py"))
    for said, tier in (("L3: all", Tier.L3), ("L1: landlock", Tier.L1), ("", Tier.L0), ("L9: x", Tier.L0)):
        assert commands.held(Report(submission, (), (), confinement=said)) is tier


def test_hidden_tasks_are_not_judged_where_they_could_be_read(
    three: Path, weakly: Callable[..., AbstractContextManager[None]]
) -> None:
    """The sentence names one of them; --require L0 says that it is wanted all the same."""
    with weakly("namespaces", "uid", "landlock"):
        with pytest.raises(
            BadInput, match=r"tiny has hidden tasks \(double_is_twice_as_much\), .*--require L0"
        ):
            run(three)
        assert not list(Path("reports/tiny").iterdir())
        assert run(three, require=Tier.L0) == 0
    assert gradebook()["score"].to_dict() == {"ana": 10, "ben": 5, "emil": 9}


def test_where_nothing_is_hidden_any_machine_will_do(
    course: Path, weakly: Callable[..., AbstractContextManager[None]]
) -> None:
    """A student's own, for instance."""
    root = write_course(course / "other", "open", tests=TESTS.replace(", hidden=True", ""))
    write_class(root / "class", {"ana": SOLUTION})
    with weakly("namespaces", "uid", "landlock"):
        assert commands.check(root, root / "class" / "ana.py", "open") == 0


def test_check_refuses_to_do_with_less_than_is_required(
    three: Path, weakly: Callable[..., AbstractContextManager[None]]
) -> None:
    """As run does; and doctor."""
    with (
        weakly("namespaces", "uid"),
        pytest.raises(BadInput, match="--require L3: student code is held back"),
    ):
        commands.check(Path.cwd(), three / "ana.py", "tiny", Tier.L3)


def test_doctor_prints_the_tier_and_every_layer(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And what code in a worker could do just now."""
    assert commands.doctor(course, None) == 0
    output = capsys.readouterr().out
    assert re.match(r"L[0-3]  student code: ", output)
    for layer in set(LAYERS) - {CLOSED}:
        assert re.search(rf"^{layer} +(holds|missing|not needed) ", output, re.MULTILINE), layer
    assert re.search(r"^open a network socket +(refused|got through)$", output, re.MULTILINE)

"""What was released is read, or one sentence says why it is not."""

import base64
import json
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import autograder
from autograder.errors import BadInput
from autograder.judging.recordings import Recording
from autograder.local.offered import Offered, offered_at, own, read_blob, read_offered
from autograder.model import Limits
from tests.judging.test_six_words import ADD, ANSWER, COUNT, DESCRIBE, DOUBLE, SLOPE

DAMAGED = "what the course has released is damaged here; download it again"


def told(released: Path) -> dict[str, Any]:
    """The released text, unpacked."""
    found: dict[str, Any] = json.loads(zlib.decompress(base64.b85decode(released.read_text())))
    return found


def packed(body: Any) -> str:
    return base64.b85encode(zlib.compress(json.dumps(body).encode())).decode()


def test_facts_come_back(offered: Offered) -> None:
    """Names, points, limits and the visible tasks, with their types; hidden ones only as a number."""
    facts = offered.facts
    assert (facts.name, facts.title, facts.points, facts.files) == (
        "tiny",
        "Tiny",
        10,
        ("tiny.py", "tiny.ipynb"),
    )
    assert [task.name for task in facts.tasks] == [ADD, DESCRIBE, SLOPE, COUNT, ANSWER]
    assert facts.tasks[1].after == (ADD,)
    assert facts.tasks[0].names == ("add",)
    assert facts.hidden == (1, 1.0)
    assert facts.limits == Limits(call=0.5, task=4.0, load=4.0)
    assert facts.elsewhere == {}


def test_examples_are_half_of_those_graded(offered: Offered) -> None:
    """Ten of twenty; a task without draws has its one."""
    counts = {name: len(trying.recording.examples) for name, trying in offered.trying.items()}
    assert counts == {ADD: 10, DESCRIBE: 10, SLOPE: 10, COUNT: 5, ANSWER: 1}


def test_records_are_read(offered: Offered) -> None:
    """Recordings with records of the tests' own classes, what the reference answered, what was mistaken."""
    pair = offered.trying[ADD].recording.examples[0].arguments["pair"]
    assert type(pair).__qualname__ == "Pair"
    assert type(pair).__module__ == "autograder.released.test_tiny"
    assert [len(offered.known(task)) for task in offered.records] == [1, 0, 0, 0, 0]
    assert [type(offered.records[task][0]) for task in offered.records] == [Recording] * 5


def test_what_is_not_there_is_not_made(offered: Offered) -> None:
    """A task that cannot be tried has no records; those there are are made once."""
    assert list(offered.trying) == list(offered.records) == [ADD, DESCRIBE, SLOPE, COUNT, ANSWER]
    assert len(offered.trying) == 5
    assert DOUBLE not in offered.trying
    assert offered.trying[ADD] is offered.trying[ADD]


@pytest.mark.parametrize("words", [ADD, f"test_{ADD}", "add is elementwise", " add_is_elementwise "])
def test_a_task_is_named(offered: Offered, words: str) -> None:
    """By its name, as a test, or in words."""
    assert [task.name for task in offered.named(words)] == [ADD]


def test_a_function_names_the_tasks_that_call_it(offered: Offered) -> None:
    """By a function's name; a name that nobody knows is answered with those there are."""
    assert [task.name for task in offered.named("slope")] == [SLOPE]
    with pytest.raises(
        BadInput, match='under the name "double"; there are add, answer, count, describe and slope'
    ):
        offered.named("double")


@pytest.mark.parametrize("cut", [0, 1, 10, 1000])
def test_a_text_that_was_cut_is_damaged(released: Path, cut: int) -> None:
    """Whatever is left of it."""
    with pytest.raises(BadInput, match=DAMAGED):
        read_offered(released.read_text()[:cut], released.parent)


@pytest.mark.parametrize("place", [0, 7, 100, 5000, -1])
def test_a_text_that_was_changed_is_damaged(released: Path, place: int) -> None:
    """One letter is enough."""
    text = list(released.read_text())
    text[place] = "0" if text[place] != "0" else "1"
    with pytest.raises(BadInput, match=DAMAGED):
        read_offered("".join(text), released.parent)


@pytest.mark.parametrize("body", [None, [], {}, 3, {"facts": {}}, {"facts": {}, "blobs": {}}, {"facts": []}])
def test_another_text_is_damaged(body: Any, tmp_path: Path) -> None:
    """JSON that tells something else."""
    with pytest.raises(BadInput, match=DAMAGED):
        read_offered(packed(body), tmp_path)


@pytest.mark.parametrize(
    "change",
    [{"tasks": 3}, {"tasks": ["a"]}, {"limits": {"cal": 1}}, {"hidden": []}, {"more": 1}, {"files": None}],
)
def test_other_facts_are_damaged(released: Path, change: dict[str, Any]) -> None:
    """Facts of another form."""
    body = told(released)
    body["facts"] |= change
    with pytest.raises(BadInput, match=DAMAGED):
        read_offered(packed(body), released.parent)


def test_characters_of_no_alphabet_are_damaged(tmp_path: Path) -> None:
    """A web page in the place of the text."""
    for text in ("<html>", "ä" * 40, "\n"):
        with pytest.raises(BadInput, match=DAMAGED):
            read_offered(text, tmp_path)


def test_missing_data_are_named(released: Path, tmp_path: Path) -> None:
    """A test that reads the course's data as it is loaded asks for the folder."""
    body = told(released)
    body["facts"]["sources"] = {"odd": "open(__file__.replace('odd.py', 'data/words.txt')).close()"}
    with pytest.raises(BadInput, match=r"words\.txt is missing; lay the course's folder data beside"):
        assert read_offered(packed(body), tmp_path).modules
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.txt").write_text("")
    assert list(read_offered(packed(body), tmp_path).modules) == ["odd"]


def test_a_file_is_read(released: Path) -> None:
    """What is released can lie in a file of its own, beside its data."""
    assert offered_at(released).folder == released.parent


def test_the_programs_own(monkeypatch: pytest.MonkeyPatch, released: Path) -> None:
    """What came with the program, where something did."""
    with pytest.raises(BadInput, match=r"put the autograder\.py that the course gives here"):
        own()
    monkeypatch.setattr(autograder, "RELEASED", released.read_text(), raising=False)
    assert own().facts.title == "Tiny"


def test_a_blob_is_bounds_checked(offered: Offered) -> None:
    """Bytes after what is announced, or too few, are never taken for records."""
    with pytest.raises(Exception, match=r".+"):
        read_blob(offered.blobs[ADD][:-3])


def test_a_near_miss_is_understood(offered: Offered) -> None:
    """A title means its task; a name that is nearly right is answered with the right one."""
    assert [task.name for task in offered.named("add is elementwise")] == [ADD]
    with pytest.raises(BadInput, match='under the name "slop"; did you mean "slope"'):
        offered.named("slop")


def test_libraries_that_are_not_here_are_named(offered: Offered) -> None:
    """With what installs them."""
    offered.facts.require_libraries()
    with pytest.raises(BadInput, match=r"needs nowhere; run: pip install nowhere$"):
        replace(offered.facts, preload=("numpy", "nowhere.deep")).require_libraries()

"""Answers of `in_class_exercises` as students write them: read as they are meant, and never given away."""

import json
import math
from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.claims import Mismatch
from autograder.judging.grader import Grader
from autograder.model import Cell, Status, Submission
from autograder.publish.starter import starters
from tests.assignments.conftest import graded

FOLDER = "assignments.in_class_exercises"
given: Any = import_module(f"{FOLDER}.given")
reference: dict[str, Any] = import_module("reference_solutions.in_class_exercises").answers
parts = [import_module(f"{FOLDER}.test_in_class_exercises{part}") for part in ("", "_networks")]
TASKS = {name[5:]: test for part in parts for name, test in vars(part).items() if name.startswith("test_")}
ITEMS: dict[str, bool] = reference["ice2_items"]
TRUE = [item for item, held in ITEMS.items() if held]
WEIGHTS: tuple[Any, ...] = reference["breakout"]
ARRAYS = tuple(map(np.array, WEIGHTS))
Table = dict[str, tuple[str, list[Any]]]  # task: key, answers


def passes(task: str, answers: Any) -> bool:
    """Whether a task passes, and why not."""
    try:
        TASKS[task](student=SimpleNamespace(answers=answers, given=given))
    except Mismatch:
        return False
    return True


RIGHT: Table = {
    "ice1_picks_the_number_of_millions": ("ice1", [
        3, 3.0, "3", "3.0", "option 3", "Option 3.", "(3)", "c", "C)", "[3]", [3], (3,), {3}, np.int64(3),
        np.array(3), "12 million", "12M", 12, 12_000_000, 12e6, "12,000,000", "3) 12 million",
        "c. 12 Million", "answer: 3", "#3",
    ]),
    "ice1_counts_the_parameters": ("ice1_count", [
        12_013_010, 12_010_000, 12_013_010.0, np.float32(12_013_010), np.array(12_013_010), 12_013_000,
        1.2e7, "12,013,010", "12 013 010", "12_013_010", "12.013.010", "12\u202f013\u202f010", "12 million",
        "12.0 million", "12.01 million", "12M", "12.01 M", "12.013 million parameters", "about 12 million",
        "~12M", "12e6", "1.2e7", "12 million and change", "1.2 x 10^7",
        "12,013,010 (12,010,000 without biases)", "12,01 million", "12,013k", "12010 thousand", "12 mio",
        "Approximately 12.01 Million.", "12013010 parameters",
    ]),
    "ice2_picks_no_hyper_parameter": ("ice2", [
        4, "4", "d", "all of the above", "All of the above.", "(4) all of the above", "none",
        "None of them", "neither",
    ]),
    "ice2_tells_all_items_apart": ("ice2_items", [
        ITEMS, {item: int(held) for item, held in ITEMS.items()},
        {item: str(held) for item, held in ITEMS.items()},
        {item: "yes" if held else "no" for item, held in ITEMS.items()}, TRUE, tuple(TRUE), {*TRUE},
        {item.title().replace(" ", "_"): np.bool_(held) for item, held in ITEMS.items()},
    ]),
    "ice3_judges_all_statements_rightly": ("ice3", [
        [1], (1,), {1}, 1, "1", "[1]", "statement 1", "only 1", ["1"], ["a"], np.array([1]), np.array(1),
        1.0, [True, False, False, False], np.array([True, False, False, False]),
        {1: True, 2: False, 3: False, 4: False}, {"1": "true", "2": "false", "3": "false", "4": "false"},
    ]),
    "ice3_turns_the_first_direction_by_one_sample": ("ice3_outlier", [
        (0, 100), [0, -100], np.array([0.5, 30]), (0, 3.6), (10, 100), (0, 1e300),
    ]),
    "breakout_keeps_the_margin": ("breakout", [
        WEIGHTS, [*WEIGHTS], ARRAYS, dict(zip(("W1", "b1", "W2", "b2"), WEIGHTS, strict=True)),
        (*WEIGHTS[:2], [[2], [2]], [-1]), ([[1, 1, 0], [1, 1, 0]], [0, -1, 0], [2, -4, 0], -1),
        (*WEIGHTS[:2], [1.7001, 1.71], -1),
    ]),
    "breakout_knows_what_a_relu_at_the_output_allows": ("breakout_relu_output", [2, 2.0, "2", "2 corners"]),
    "updates_with_batches_of_128": ("updates_128", [469, 469.0, "469 updates", "469 (468.75 rounded up)"]),
    "updates_with_batches_of_256": ("updates_256", [235, np.ceil(60_000 / 256), "235"]),
    "untrained_loss_is_that_of_guessing": ("untrained_loss", [
        math.log(10), np.float32(math.log(10)), 2.3, 2.31, "2.30", "2.303 nats", "2,30", "ln 10", "log(10)",
        "np.log(10)", "3.32 bits", "about 2.3",
    ]),
}  # fmt: skip
WRONG: Table = {
    "ice1_picks_the_number_of_millions": ("ice1", [
        0, 1, 2, 4, 5, 3.5, True, "3 or 4", "3, 4", [3, 4], "12 or 13 million", "10 million",
        "3 - 10 million", 13, "a bit more than 12 million", np.array([3]), float("nan"), b"3",
        [[3], [1, 2]], 10**400,
    ]),
    "ice1_counts_the_parameters": ("ice1_count", [
        12, "12", 12.01, 12_013_011, 12_014_000, 13_000_000, 0, 1, True, "12 million or 13 million",
        "12 billion", "-12 million", [12_013_010], np.array([12_013_010]), float("inf"), 10**30, 1j, "lots",
        "12..0",
    ]),
    "ice2_picks_no_hyper_parameter": ("ice2", [1, 2, 3, 0, "0", "learning rate", "a", 5, True]),
    "ice2_tells_all_items_apart": ("ice2_items", [
        {**ITEMS, "gradient": None}, {**ITEMS, "weights": True}, {**ITEMS, "weights": "maybe"}, TRUE[1:],
        True, 1, {**ITEMS, "momentum": True}, [True] * 7, "learning rate", dict.fromkeys(ITEMS),
        dict.fromkeys(ITEMS, ""),
    ]),
    "ice2_tells_most_items_apart": ("ice2_items", [
        dict.fromkeys(ITEMS, True), dict.fromkeys(ITEMS, False), dict.fromkeys(ITEMS, 0),
        dict.fromkeys(ITEMS, 1), dict.fromkeys(ITEMS), {item: not held for item, held in ITEMS.items()},
        [*ITEMS], {TRUE[0]: True},
    ]),
    "ice3_judges_three_statements_rightly": ("ice3", [
        [1, 2, 3], [1, 2, 3, 4], [2], [3, 4], [0], 0, True, [True] * 4, [False] * 4, [1, 1], [1, 7], "all",
        "none", "1-4", "12", [1.5], [[1], [2, 3]], [np.array([1.0])],
    ]),
    "ice3_turns_the_first_direction_by_one_sample": ("ice3_outlier", [
        (0, 0), (1, 1), (0, 3.5), (50, 50), (100, 0), (30, 100), (0, float("nan")), "(0, 100)", [[0, 100]],
        (0, 100, 0), 1, (0, "a"), (0, 1j), [(0, 100), (0, 90)],
    ]),
    "breakout_gives_xor_its_signs": ("breakout", [
        ([[1, -1], [-1, 1]], [-0.5, -0.5], [1, 1], -0.5), ([[0, 0], [0, 0]], [0, 0], [0, 0], 0),
        ([[1, 1], [1, 1]], [1, 1], [1, 1], 1), WEIGHTS[:3], ([[1], [1]], [0], [1], 0), 0, True,
        [1, 2, 3, 4], ([[1, -1], [-1, 1], [0, 0]], *WEIGHTS[1:]), (WEIGHTS[0], [[0, 0]], *WEIGHTS[2:]),
        (*WEIGHTS[:3], [[-1]]), (*WEIGHTS[:2], [[2, 2]], -1), (*WEIGHTS[:3], None),
        (*WEIGHTS[:3], float("nan")), np.zeros((4, 2)), ([[1, -1], [-1]], *WEIGHTS[1:]),
        ("a", "b", "c", "d"), ([[1e308, -1e308], [-1e308, 1e308]], [0, 0], [1e308, 1e308], -1),
    ]),
    "breakout_keeps_the_margin": ("breakout", [
        (*WEIGHTS[:2], [0.8, 0.8], -0.3), (*WEIGHTS[:2], [1.7, 1.7], -1), (*WEIGHTS[:2], [2, 2], -0.7),
        (*WEIGHTS[:2], [2, 1.6], -1),
    ]),
    "breakout_knows_what_a_relu_at_the_output_allows": ("breakout_relu_output", [0, 1, 3, 4, True, "2 of 4"]),
    "updates_with_batches_of_128": ("updates_128", [468, 468.75, 470, 0, 1, 60_000, "468.75, so 469"]),
    "updates_with_batches_of_256": ("updates_256", [234, 234.375, 469]),
    "untrained_loss_is_that_of_guessing": ("untrained_loss", [
        0, 1, 0.1, 2.2, 2.4, 3.32, "3.32", -2.3, "log 2", "log C", float("nan"), True,
    ]),
}  # fmt: skip
BLANK: tuple[Any, ...] = (None, "", "  ", [], (), {}, set(), np.array([]))


def cases(table: Table) -> list[Any]:
    """A test for each answer of a table."""
    return [
        pytest.param(task, key, answer, id=f"{key}-{number}")
        for task, (key, answers) in table.items()
        for number, answer in enumerate(answers)
    ]


@pytest.mark.parametrize(("task", "key", "answer"), cases(RIGHT))
def test_what_is_right_is_right_in_other_words(task: str, key: str, answer: Any) -> None:
    """Alone, and among all the others."""
    assert passes(task, {key: answer})
    assert passes(task, {**reference, key: answer})


@pytest.mark.parametrize(("task", "key", "answer"), cases(WRONG))
def test_what_is_wrong_or_unclear_is_not(task: str, key: str, answer: Any) -> None:
    """Whatever else is right."""
    assert not passes(task, {**reference, key: answer})


@pytest.mark.parametrize("task", TASKS)
def test_what_is_not_answered_is_said(task: str) -> None:
    """No dict, no key, nothing under it: each in a sentence that names the key."""
    key = {**RIGHT, **WRONG}[task][0] if task in {*RIGHT, *WRONG} else "ice2_items"
    nothing: list[Any] = [None, [], 3, {}, *({key: blank} for blank in BLANK)]
    for answers in nothing:
        with pytest.raises(Mismatch) as caught:
            TASKS[task](student=SimpleNamespace(answers=answers, given=given))
        assert "answers" in str(caught.value)
        assert key in str(caught.value) or not isinstance(answers, dict)


@pytest.mark.parametrize(
    ("statements", "points"),
    [([1], 16), ([1, 2], 8), ([1, 4], 8), ([1, 2, 3], 0), ([2], 0), ([2, 3, 4], 0), ([1, 2, 3, 4], 0)],
)
def test_statements_earn_right_minus_wrong(statements: list[int], points: int) -> None:
    """Of four, worth 16 points, not below 0."""
    assert earned("ice3_judges", {"ice3": statements}) == points


@pytest.mark.parametrize(
    ("wrong", "open_", "points"),
    [
        *((0, 0, 14), (1, 0, 10), (0, 1, 10), (0, 2, 10)),
        *((2, 0, 6), (1, 2, 6), (0, 4, 6), (3, 0, 0), (0, 5, 0), (7, 0, 0)),
    ],
)
def test_items_earn_right_minus_wrong(wrong: int, open_: int, points: int) -> None:
    """Of seven, worth 14 points; what is left open is neither."""
    told: dict[str, bool | None] = dict(ITEMS)
    for item in [*ITEMS][:wrong]:
        told[item] = not ITEMS[item]
    for item in [*ITEMS][wrong : wrong + open_]:
        told[item] = None
    assert earned("ice2_tells", {"ice2_items": told}) == points


def earned(tasks: str, answers: dict[str, Any]) -> float:
    """The points of the tasks whose names begin so."""
    marks = {name: vars(test)["autograder_task"] for name, test in TASKS.items() if name.startswith(tasks)}
    return float(sum(mark.points for name, mark in marks.items() if passes(name, answers)))


TOLD = ("12013010", "12010000", "12,013", "469", "235", "2.302585", "statement 1", "option 3")


@pytest.mark.slow
def test_feedback_gives_no_answer_away(grader: Callable[[str], Grader]) -> None:
    """What students read of their wrong answers has the right ones nowhere; explanations come later."""
    opened = grader("in_class_exercises")
    wrong = {key: answers[0] for key, answers in WRONG.values()} | {"ice1": 1, "breakout": 0}
    lines = ["import numpy as np", "nan = float('nan')", f"answers = {wrong!r}"]
    (report,) = graded(
        opened, [Submission("s", opened.assignment.reference, (Cell(0, "\n".join(lines)),))]
    ).values()
    said = "\n".join([outcome.says for outcome in report.outcomes] + [task.sentence for task in report.tasks])
    assert report.score == 0
    assert not [answer for answer in TOLD if answer in said]


@pytest.mark.slow
def test_one_question_that_fails_costs_no_other(grader: Callable[[str], Grader]) -> None:
    """A key that is missing, a value that no machine here can make, an object, a line that raises."""
    opened = grader("in_class_exercises")
    lines = [
        "import nosuchmodule",
        f"answers = {reference!r}",
        "del answers['ice1']",
        "answers['ice1_count'] = nosuchmodule.summary().total",
        "answers['ice2'] = object()",
        "answers['updates_128'] = 60_000 / 0",
        "answers['ice3'] = (n for n in [1])",
    ]
    submission = Submission("s", opened.assignment.reference, (Cell(0, "\n".join(lines)),))
    (report,) = graded(opened, [submission]).values()
    assert {o.task: o.status for o in report.outcomes if o.status is not Status.PASSED} == {
        "ice1_picks_the_number_of_millions": Status.FAILED,
        "ice1_counts_the_parameters": Status.RAISED,
        "ice2_picks_no_hyper_parameter": Status.FAILED,
    }


@pytest.mark.slow
def test_the_starters_ask_the_same(grader: Callable[[str], Grader]) -> None:
    """Every key of the reference, without an answer, in the module and in the notebook."""
    files = starters(grader("in_class_exercises").assignment)
    cells = json.loads(files["in_class_exercises.ipynb"])["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    for source in (files["in_class_exercises.py"], "\n".join(each for each in code if "grader" not in each)):
        namespace: dict[str, Any] = {}
        exec(source, namespace)
        assert list(namespace["answers"]) == list(reference)
        assert namespace["answers"].pop("ice2_items") == dict.fromkeys(ITEMS)
        assert set(namespace["answers"].values()) == {None}

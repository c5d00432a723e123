"""The text of a results.json: valid JSON of bounded size, whatever the student's code returned."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.reports.text import clean, cut, plain_data

LARGEST = 1_000_000  # bytes of all of it
OUTPUT = 90_000  # characters of one text; Gradescope cuts at 100,000 itself
SHARES = (20_000, 4_000, 500)  # ... if all of it is too large
NAME = 300
Body = Mapping[str, Any]


def text(body: Body) -> str:
    """The text of the file, with less and less in it until it is small enough."""
    for form in forms({key: plain_data(value) for key, value in body.items()}):
        written = json.dumps(form, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
        if len(written.encode()) <= LARGEST:
            break
    return written


def forms(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The whole; without what counterexamples are made of; with shorter texts, and no data beside them."""
    short = shortened(body, OUTPUT)
    yield short
    yield without(short, lambda key: key == "counterexample")
    for share in SHARES:
        yield without(shortened(body, share), lambda key: key == "extra_data")


def shortened(body: dict[str, Any], most: int) -> dict[str, Any]:
    """The same with no text longer than that."""
    tests = [
        {**test, "name": cut(test["name"], NAME), "output": cut(test["output"], most, most)}
        for test in body["tests"]
    ]
    return {**body, "output": cut(body["output"], most, most), "tests": tests}


def without(value: Any, dropped: Callable[[str], bool]) -> Any:
    """The same data without the keys that are dropped, at any depth."""
    if isinstance(value, dict):
        return {key: without(inner, dropped) for key, inner in value.items() if not dropped(key)}
    if isinstance(value, list):
        return [without(inner, dropped) for inner in value]
    return value


def one_line(said: str, most: int = 400) -> str:
    """A sentence for staff on a line of its own."""
    return cut(" ".join(clean(said).split()), most)


def read(path: Path) -> dict[str, Any]:
    """A results.json that was written here."""
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return body


def worth(body: Body) -> float:
    """The points of all tests."""
    return sum(float(test.get("max_score", 0)) for test in body["tests"])

"""What Gradescope accepts as results.json, written from its specification: every field, and nothing else."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from autograder.policy import Visibility

FORMATS = ("text", "html", "simple_format", "md", "ansi")
VISIBILITIES = tuple(Visibility)
ORDERS = ("asc", "desc")
LONGEST = 100_000  # characters of a text, after which the rest is cut out of its middle
Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    """A text that needs no cutting, without NUL, and that UTF-8 can hold."""
    if not (isinstance(value, str) and len(value) <= LONGEST and "\0" not in value):
        return False
    return value == value.encode("utf-8", "replace").decode()


def number(value: Any) -> bool:
    """A number; JSON has no others."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def one_of(*words: str) -> Check:
    """One of these."""
    return lambda value: value in words


def texts(value: Any) -> bool:
    """A list of texts."""
    return isinstance(value, list) and all(map(text, value))


def data(value: Any) -> bool:
    """An object."""
    return isinstance(value, dict)


TEST: Mapping[str, Check] = {
    "score": number,
    "max_score": number,
    "status": one_of("passed", "failed"),
    "name": text,
    "name_format": one_of(*FORMATS),
    "number": text,
    "output": text,
    "output_format": one_of(*FORMATS),
    "tags": texts,
    "visibility": one_of(*VISIBILITIES),
    "extra_data": data,
}
BOARD: Mapping[str, Check] = {
    "name": text,
    "value": lambda value: number(value) or text(value),
    "order": one_of(*ORDERS),
}
TOP: Mapping[str, Check] = {
    "score": number,
    "execution_time": number,
    "output": text,
    "output_format": one_of(*FORMATS),
    "test_output_format": one_of(*FORMATS),
    "test_name_format": one_of(*FORMATS),
    "visibility": one_of(*VISIBILITIES),
    "stdout_visibility": one_of(*VISIBILITIES),
    "extra_data": data,
    "tests": lambda value: isinstance(value, list),
    "leaderboard": lambda value: isinstance(value, list),
}


def faults(written: str | bytes) -> list[str]:
    """What is wrong with the text of a results.json; nothing if it is valid."""
    try:
        body = json.loads(written, parse_constant=_refuse)
    except (ValueError, UnicodeDecodeError) as error:
        return [f"no JSON: {error}"]
    if not isinstance(body, dict):
        return ["no object"]
    lists = [*_listed(body, "tests", TEST), *_listed(body, "leaderboard", BOARD)]
    return [*_checked("results", body, TOP), *lists, *_scored(body)]


def worth(body: Mapping[str, Any]) -> float:
    """The sum of max_score, which must be the assignment's autograder points."""
    return float(sum(test.get("max_score", 0) for test in body["tests"]))


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _checked(where: str, told: Any, checks: Mapping[str, Check]) -> Iterator[str]:
    if not isinstance(told, dict):
        yield f"{where} is no object"
        return
    yield from (f"{where}: unknown field {key}" for key in told if key not in checks)
    yield from (
        f"{where}.{key} = {told[key]!r:.80}"
        for key, ok in checks.items()
        if key in told and not ok(told[key])
    )


def _listed(body: Mapping[str, Any], key: str, checks: Mapping[str, Check]) -> Iterator[str]:
    value = body.get(key, [])
    for place, one in enumerate(value if isinstance(value, list) else []):
        yield from _checked(f"{key}[{place}]", one, checks)


def _scored(body: Mapping[str, Any]) -> Iterator[str]:
    """A score at the top, or tests that all have one."""
    tests = body.get("tests")
    scored = isinstance(tests, list) and tests and all(isinstance(t, dict) and "score" in t for t in tests)
    if "score" not in body and not scored:
        yield "neither a score nor tests that all have one"

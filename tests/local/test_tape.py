"""A tape answers the questions that were asked, told apart up to rounding, and no others."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.local.tape import OPERATORS, Answer, Played, Tape, Thing, Untold, fingerprint
from autograder.publish.taping import Recorder, Tapes

FLOATS = st.floats(-1e6, 1e6)


def asked(*args: Any, **kwargs: Any) -> str:
    return fingerprint(args, kwargs)


@given(FLOATS, FLOATS)
def test_numbers_are_told_apart_up_to_rounding(x: float, y: float) -> None:
    """Far apart they are two questions; one rounding apart they are nearly always one."""
    if abs(x - y) > 1e-5 * max(abs(x), abs(y)):
        assert asked(x) != asked(y)
    assert asked(np.array([x, y])) == asked(np.array([x, y]) + 0.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (True, 1),
        (np.float32(0.5), 0.5),
        (np.array(2.0), 2),
        (np.arange(3), np.arange(3.0)),
        (np.ones(2, np.float32), np.ones(2)),
        (0.0, -0.0),
        (1.0, 1.0 + 1e-12),
        ([1, 2], (1, 2)),
        (np.arange(6.0).reshape(2, 3).T, np.arange(6.0).reshape(2, 3).T.copy()),
        (float("nan"), float("nan")),
    ],
)
def test_one_question(one: Any, other: Any) -> None:
    """Equal but for type, rounding, layout in memory or list and tuple: the same."""
    assert asked(one) == asked(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.0001),
        (np.ones(3), np.ones((3, 1))),
        (np.ones(3), [1.0, 1.0, 1.0]),
        ([1, [2]], [[1], 2]),
        ("1", 1),
        ("a", b"a"),
        (None, 0),
        ({"a": 1}, {"b": 1}),
        ({"a": 1}, [["a", 1]]),
        (1 + 1j, 1 - 1j),
        (np.array(["a"]), np.array(["b"])),
        (float("inf"), float("-inf")),
        (float("nan"), float("inf")),
        (Thing(1), Thing(2)),
    ],
)
def test_two_questions(one: Any, other: Any) -> None:
    """Another value, shape, nesting or key, text for a number: not the same."""
    assert asked(one) != asked(other)


def test_names_and_their_order() -> None:
    """An argument by name is another question than one by place; the order of names says nothing."""
    assert asked(a=1, b=2) == asked(b=2, a=1) != asked(a=2, b=1)
    assert asked(1) != asked(a=1)


def test_what_is_no_data_has_no_fingerprint() -> None:
    """A function cannot be told from another."""
    assert asked(print) == asked(1, [print]) == ""


def tape(*answers: Answer) -> Tape:
    made = Tape()
    made.begin(answers)
    return made


def test_a_question_is_answered_as_often_as_it_is_asked() -> None:
    """Asked again, what was answered then; the last answer from there on; each a copy of its own."""
    told = tape(Answer(0, "f", asked(1), np.ones(2)), Answer(0, "f", asked(1), np.zeros(2)))
    assert told.reference.f(1).tolist() == [1, 1]
    last = told.reference.f(1.0)
    last += 5
    assert told.reference.f(1).tolist() == [0, 0]


def test_a_question_that_was_not_asked_is_untold() -> None:
    """Of another example, with other arguments, by another name."""
    told = tape(Answer(0, "f", asked(1), 1))
    reference: Any = told.reference
    for function, args, kwargs in (
        (reference.f, [2], {}),
        (reference.g, [1], {}),
        (reference.f, [], {"a": 1}),
    ):
        with pytest.raises(Untold, match=r"`[fg]` of the solution"):
            function(*args, **kwargs)
    told.begin(())
    with pytest.raises(Untold):
        told.reference.f(1)


def test_an_attribute_is_read() -> None:
    """What was read and not called is a value."""
    told = tape(Answer(0, "rate", "value", 0.5))
    assert told.reference.rate == 0.5


@dataclass
class Vector:
    """An object of the reference's, with all that tests do with such."""

    x: float

    def scaled(self, by: "float | Vector") -> "Vector":
        return Vector(self.x * (by.x if isinstance(by, Vector) else by))

    def pair(self) -> tuple["Vector", dict[str, "Vector"], float]:
        return self, {"double": self.scaled(2)}, self.x

    def __add__(self, other: "float | Vector") -> "Vector":
        return Vector(self.x + (other.x if isinstance(other, Vector) else other))

    __radd__ = __add__

    def __getitem__(self, item: int) -> float:
        return self.x * item

    def __len__(self) -> int:
        return 3

    def __call__(self, y: float) -> float:
        return self.x + y

    def __neg__(self) -> "Vector":
        return Vector(-self.x)

    def __float__(self) -> float:
        return self.x


def uses(reference: Any) -> Iterator[Any]:
    """What a test may do with objects of the reference's; plain values."""
    v, w = reference.Vector(2.0), reference.Vector(x=5.0)
    yield v.x
    yield (v + w).x
    yield (1 + v).x
    yield (-v).x
    yield v[4], len(v), v(10), float(w)
    yield v.scaled(w).x, w.scaled(v).x, v.scaled(by=3).x
    same, doubled, number = v.pair()
    yield same.x, doubled["double"].x, number
    yield reference.total([v, w])
    yield reference.LIMIT


def reference_module() -> ModuleType:
    """A reference with objects."""
    module = ModuleType("reference")
    vars(module).update(Vector=Vector, LIMIT=7, total=lambda vectors: sum(each.x for each in vectors))
    return module


def test_objects_are_played_as_they_were_recorded() -> None:
    """Objects, their methods, attributes and operators, and objects within answers and arguments."""
    module = reference_module()
    tapes = Tapes(module)
    wanted = list(uses(module))
    assert list(uses(Recorder(tapes, 0))) == wanted
    assert list(uses(tape(*tapes.answers).reference)) == wanted


def test_operators_are_those_that_are_listed() -> None:
    """A recorder and what plays it know the same operators; an object that was not recorded says so."""
    for name in OPERATORS:
        assert callable(getattr(Played, f"__{name}__"))
        assert callable(getattr(Recorder, f"__{name}__"))
    reference: Any = tape().reference
    with pytest.raises(Untold):
        reference + 1


def test_an_object_is_not_taken_for_what_it_is_not() -> None:
    """Special names that nobody recorded are missing, so that a copy or a comparison finds none."""
    with pytest.raises(AttributeError):
        tape().reference.__array__  # noqa: B018

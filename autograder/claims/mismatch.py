"""What a comparison says when it fails: where, what came, what was wanted, in a student's words."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
DIGITS = (6, 9, 13)  # significant digits to try until two numbers look different
LONGEST = 60  # characters of a text that is shown


class Mismatch(AssertionError):
    """An answer is not what was wanted; str() is the sentence for the student.

    where   the part of the answer: "dw[0, 1]"
    got     what is there: "0.5", "shape (3,)", "a list"
    wanted  what should be there, in the same words
    """

    def __init__(self, where: str, got: str, wanted: str, sentence: str = "") -> None:
        super().__init__(sentence or f"{where} is {got}, wanted {wanted}")
        self.where, self.got, self.wanted = where, got, wanted


def at(name: str, index: tuple[int, ...]) -> str:
    """The place of an element: "dw[0, 1]", "part 1 of 2 at [3]"; of a single number: its name."""
    if not index:
        return name
    place = f"[{', '.join(map(str, index))}]"
    return f"{name}{place}" if name.isidentifier() else f"{name} at {place}"


def two_numbers(got: Any, want: Any) -> tuple[str, str]:
    """Both in six significant digits, or in as many as it takes to tell them apart."""
    for digits in DIGITS:
        texts = number(got, digits), number(want, digits)
        if texts[0] != texts[1]:
            return texts
    return repr(got), repr(want)


def number(value: Any, digits: int = DIGITS[0]) -> str:
    """A Python number in so many significant digits; an int or a bool in full."""
    if isinstance(value, complex):
        return f"({number(value.real, digits)}{value.imag:+.{digits}g}j)"
    if isinstance(value, float) and math.isfinite(value):
        return repr(float(f"{value:.{digits}g}") + 0.0)  # -0.0 is 0.0
    return shortened(value)


def shortened(value: object) -> str:
    """repr, cut at 60 characters; the elements of a set in order, so that it is always the same text."""
    text = f"{{{', '.join(sorted(map(repr, value)))}}}" if isinstance(value, set | frozenset) else repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def shape_of(array: Array) -> str:
    """ "shape (3, 1)", or "a single number"."""
    return f"shape {array.shape}" if array.shape else "a single number"


def kind_of(value: object) -> str:
    """What sort of thing a value is: "None", "a list", "an array of shape (3,)", "of type Cache"."""
    if value is None or isinstance(value, bool):
        return repr(value)
    if hasattr(type(value), "autograder_type_name"):  # an object that stayed in the student's process
        return f"of type {value.autograder_type_name}"  # type: ignore[attr-defined]
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}" if value.shape else "a single number"
    if isinstance(value, int | float | complex | np.number):
        return "a single number"
    known: dict[type, str] = {
        str: "a string",
        bytes: "bytes",
        list: "a list",
        tuple: "a tuple",
        dict: "a dict",
    }
    return known.get(type(value)) or f"of type {type(value).__name__}"


def verb_shape(array: Array) -> str:
    """The predicate of a shape: "has shape (3,)", or "is a single number"."""
    return f"has shape {array.shape}" if array.shape else "is a single number"


def wrong_shape(where: str, got: Array, want: Array) -> Mismatch:
    """The mismatch "dw has shape (3,), wanted (3, 1)"."""
    wanted = str(want.shape) if got.shape and want.shape else shape_of(want)
    return Mismatch(where, shape_of(got), shape_of(want), f"{where} {verb_shape(got)}, wanted {wanted}")


def wrong_kind(where: str, got: object, wanted: str) -> Mismatch:
    """The mismatch "dw is a list, wanted an array of shape (3, 1)"."""
    return Mismatch(where, kind_of(got), wanted)

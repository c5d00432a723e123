"""How an example ended, as plain data that can be kept: what two wrong programs may have in common."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.claims import Mismatch
from autograder.claims.claim import Seen, as_array
from autograder.claims.mismatch import kind_of
from autograder.claims.statistics import Binomial
from autograder.judging.failure import Failure
from autograder.sandbox.endings import StudentRaised

LARGEST = 1_000_000  # bytes of an answer that is kept
COUNT, KIND = "\0count", "\0kind"
SIGMAS = 6.0  # how far two counts may lie apart
CLOSE = 1e-5  # relative: two programs that make the same mistake, in either precision


@dataclass(frozen=True, slots=True)
class Shown:
    """One example: which claim it did not meet, and what answer that claim was asked about."""

    place: int = -1  # how many claims it met before; -1: it met all
    answer: Any = None
    said: str = ""  # an exception, or an answer of the wrong form


def shown(failure: Failure | None, seen: Seen) -> Shown:
    """What an example showed; `seen` is what its claims were asked."""
    if failure is None:
        return Shown()
    if isinstance(failure.error, StudentRaised):
        return Shown(len(seen), None, f"{failure.error.kind}: {failure.error.message}")
    if not isinstance(failure.error, Mismatch) or not seen or seen[-1].held:
        return Shown(len(seen), None, str(failure.error))
    return Shown(len(seen) - 1, plain(seen[-1].got, seen[-1].claim))


def plain(got: Any, claim: Any = None) -> Any:
    """An answer without objects of the student's; a large array only as what it is."""
    if isinstance(claim, Binomial):
        return (COUNT, claim.n, got)
    if isinstance(got, list | tuple):
        return [plain(item) for item in got]
    if isinstance(got, dict):
        return {key: plain(item) for key, item in got.items()}
    if got is None or isinstance(got, bool | str | bytes):
        return got
    array = as_array(got)
    if array is None or array.nbytes > LARGEST or array.dtype.kind not in "biufcSU":
        return (KIND, kind_of(got))
    return array if array.shape else array.item()


def alike(ours: tuple[Shown, ...], theirs: tuple[Shown, ...], chance: bool) -> bool:
    """Whether two programs ended each example in the same way, at least one of them wrongly.

    With `chance` answers are random: then only counts, and which claims were not met, are compared.
    """
    pairs = list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else []
    telling = any(one.place >= 0 for one in ours)
    return telling and bool(pairs) and all(same_end(*pair, chance) for pair in pairs)


def same_end(one: Shown, other: Shown, chance: bool) -> bool:
    """Whether two programs ended an example in the same way."""
    if one.place != other.place or one.said != other.said:
        return False
    counted = is_count(one.answer) and is_count(other.answer)
    return (chance and not counted) or same(one.answer, other.answer)


def is_count(answer: Any) -> bool:
    """Whether it is a count of successes."""
    is_three = isinstance(answer, list | tuple) and len(answer) == 3
    return is_three and isinstance(answer[0], str) and answer[0] == COUNT


def same(one: Any, other: Any) -> bool:
    """Whether two answers differ by rounding only, or by chance if they are counts."""
    if is_count(one) and is_count(other):
        return one[1] == other[1] and same_count(one[1], one[2], other[2])
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    first, second = as_array(one), as_array(other)
    if first is None or second is None:
        return type(one) is type(other) and bool(one == other)
    return first.shape == second.shape and close(first, second)


def close(one: Any, other: Any) -> bool:
    """Whether all elements agree, nan with nan."""
    if one.dtype.kind in "SU" or other.dtype.kind in "SU":
        return bool(np.array_equal(one, other))
    finite = np.abs(other[np.isfinite(other)])
    least = CLOSE * float(finite.max(initial=0.0)) / 10 + 1e-12
    return bool(np.allclose(one, other, rtol=CLOSE, atol=least, equal_nan=True))


def same_count(n: int, one: Any, other: Any) -> bool:
    """Whether two counts of n trials can have the same probability."""
    first, second = as_array(one), as_array(other)
    if first is None or second is None or first.shape or second.shape:
        return False
    a, b = float(first), float(second)
    share = (a + b) / (2 * n)
    return abs(a - b) <= SIGMAS * float(np.sqrt(max(2 * n * share * (1 - share), 1.0)))

"""How a ranking may be written, and what its scores may be. Nothing here knows what is right.

    ranking  a list of pairs (category, score), or a dict, in order
A category goes by its place among the categories, or by its name.
"""

import numpy as np

from autograder.claims import Claim, Mismatch, near
from autograder.claims.claim import as_array
from autograder.claims.forms import numbers
from autograder.claims.mismatch import shortened, wrong_kind

WANTED = "a list of pairs (category, score)"
ROUNDING = 1e-9


def ranking(answer, categories):
    """[(category, score), ...] in the student's order, each category once, in lower case.

    Raises:
        Mismatch: it is something else.
    """
    names = categories.lower().split(" ")
    found = [entry(each, f"entry {k}", names) for k, each in enumerate(pairs(answer))]
    if len(found) != len(names):
        raise Mismatch("the answer", f"{len(found)} pairs", f"{len(names)} pairs, one for each category")
    for name in names:
        if name not in dict(found):
            raise Mismatch("the answer", f"without {name}", "a pair for each category")
    return found


def pairs(answer):
    """The pairs of a dict, a list, a tuple or an array with two columns."""
    if isinstance(answer, dict):
        return list(answer.items())
    if isinstance(answer, np.ndarray) and answer.ndim == 2:
        return list(answer)
    if not isinstance(answer, list | tuple):
        raise wrong_kind("the answer", answer, WANTED)
    return list(answer)


def entry(pair, name, names):
    """One pair as (category, score)."""
    two = pair.shape == (2,) if isinstance(pair, np.ndarray) else isinstance(pair, list | tuple)
    if not two or len(pair) != 2:
        raise wrong_kind(name, pair, "a pair (category, score)")
    score = as_array(pair[1])
    if score is None or score.size != 1 or score.dtype.kind not in "iuf":
        raise wrong_kind(f"the score in {name}", pair[1], "a single number")
    return category(pair[0], f"the category in {name}", names), float(score.reshape(()))


def category(key, name, names):
    """The category that a place (0 for the first) or a name means."""
    wanted = f"a number from 0 to {len(names) - 1}, or a category's name"
    if isinstance(key, str):
        if key.lower() not in names:
            raise Mismatch(name, repr(key), wanted)
        return key.lower()
    place = as_array(key)
    if place is None or place.shape or place.dtype.kind not in "iuf":
        raise wrong_kind(name, key, wanted)
    if float(place) not in range(len(names)):
        raise Mismatch(name, shortened(place.item()), wanted)
    return names[int(place)]


class Either(Claim):
    """One of several claims; if none holds, the first one says why, and what else would have passed."""

    __slots__ = ("readings",)

    def __init__(self, name, readings):
        super().__init__(name)
        self.readings = readings

    def check(self, got):
        """Raise Mismatch unless one of them holds."""
        refused = []
        for reading in self.readings:
            try:
                return reading.check(got)
            except Mismatch as mismatch:
                refused.append(mismatch)
        first = refused[0]
        others = [m.wanted for m in refused[1:] if m.where == first.where and m.wanted != first.wanted]
        told = " or ".join(dict.fromkeys(others))
        if not told:
            raise first
        raise Mismatch(first.where, first.got, f"{first.wanted} or {told}", f"{first}; {told} passes, too")


def accepted(name, *readings, **how):
    """The claim that an answer is near one of these values, which may be nan."""
    claims = [
        NotANumber(name, np.shape(reading)) if np.isnan(reading).any() else near(reading, names=name, **how)
        for reading in readings
    ]
    return Either(name, claims)


class NotANumber(Claim):
    """A number, or an array of this shape, that is nan all over."""

    __slots__ = ("shape",)

    def __init__(self, name, shape):
        super().__init__(name)
        self.shape = shape

    def check(self, got):
        """Raise Mismatch unless it is."""
        found = numbers(self.name, got, np.zeros(self.shape)).astype(np.float64)
        if not np.isnan(found).all():
            raise Mismatch(self.name, str(found.ravel()[0]), "nan")


class Apart(Claim):
    """Two answers of this shape that are so far apart somewhere: the function is alive."""

    __slots__ = ("least", "shape")

    def __init__(self, name, least, *shape):
        super().__init__(name)
        self.least, self.shape = least, shape

    def check(self, got):
        """Raise Mismatch unless they are."""
        one, other = (numbers(self.name, each, np.zeros(self.shape)).astype(np.float64) for each in got)
        with np.errstate(all="ignore"):
            distance = float(np.abs(one - other).max())
        if not distance >= self.least:
            said = f"{self.name} differ by {distance:.3g}, wanted at least {self.least:g}"
            raise Mismatch(self.name, f"{distance:.3g} apart", f"at least {self.least:g} apart", said)


class AtLeast(Claim):
    """A finite number that is not below this one; rounding is forgiven."""

    __slots__ = ("least",)

    def __init__(self, least):
        super().__init__()
        self.least = least

    def check(self, got):
        """Raise Mismatch if it is."""
        if not self.least - ROUNDING <= got < np.inf:
            raise Mismatch(self.name, f"{got:.6g}", f"at least {self.least:g}")

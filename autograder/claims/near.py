"""`assert got == near(want)`: shape first, then finiteness, then values. Nothing else compares."""

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

import numpy as np

from autograder.claims.claim import ANSWER, Claim, as_array
from autograder.claims.elements import Near
from autograder.claims.mismatch import Mismatch, kind_of, shortened, wrong_kind
from autograder.claims.same import Same
from autograder.claims.tolerance import Closeness
from autograder.errors import AuthorError

OPTIONS = frozenset(Closeness.__annotations__)


def near(want: Any, **how: Unpack[Closeness]) -> Claim:
    """What an answer must be close to. The options, the tolerances and their source: `claims.tolerance`.

    want: None, str, bytes, set, bool, int and arrays of ints must be met exactly (2.0 passes for 2);
    floats, complex numbers, arrays and tensors of them within the tolerance; tuples, lists and dicts part
    by part (a list passes for a tuple; the keys must be the same); a part may be a claim of its own.

    The shape must agree: a number may be a Python number, a numpy scalar or a 0-d array; (1,) is no number,
    (n,) is not (n, 1), a list is no array unless `lists=True`. nan never passes, inf only for the same inf.

    Raises:
        AuthorError: an unknown option, or a `want` that cannot be compared. (`==` raises Mismatch.)
    """
    if not how.keys() <= OPTIONS:
        raise AuthorError(f"near: unknown option {', '.join(sorted(how.keys() - OPTIONS))}")
    names = how.get("names")
    return _claim(want, how, names if isinstance(names, str) else ANSWER)


def _claim(want: Any, how: Closeness, name: str) -> Claim:
    """The claim for one value."""
    if isinstance(want, np.ndarray):
        return Near(want, how, name)
    if isinstance(want, Claim):
        want.name = name
        return want
    if isinstance(want, tuple | list):
        return Parts(want, how, name)
    if isinstance(want, Mapping):
        return Entries(want, how, name)
    if want is None or isinstance(want, str | bytes | set | frozenset):
        return Same(want, name)
    if isinstance(want, int | np.integer | np.bool_) and how.get("scale") is None:
        return Same(want if isinstance(want, int) else want.item(), name)
    array = as_array(want)
    if array is None and hasattr(type(want), "autograder_pack"):  # an object of the student's
        raise wrong_kind(name, want, "a number or an array")
    if array is None:
        raise AuthorError(f"near: a value {kind_of(want)} cannot be compared")
    return Near(array, how, name)


class Parts(Claim):
    """A tuple or a list, part by part."""

    __slots__ = ("parts",)

    def __init__(self, want: Sequence[Any], how: Closeness, name: str = ANSWER) -> None:
        self.name = name
        names = [_numbered(name, i, len(want)) for i in range(len(want))]
        parts = range(len(want))
        self.parts = [_claim(want[i], _share(how, i, len(want)), _name(how, i, names[i])) for i in parts]

    def __repr__(self) -> str:
        return f"near({shortened(self.parts)})"

    def check(self, got: Any) -> None:
        """Raise Mismatch about the first part that is not as claimed."""
        wanted = f"a tuple of length {len(self.parts)}"
        if not isinstance(got, tuple | list):
            raise wrong_kind(self.name, got, wanted)
        if len(got) != len(self.parts):
            kind = f"{kind_of(got)} of length {len(got)}"
            raise Mismatch(self.name, kind, wanted)
        for part, claim in zip(got, self.parts, strict=True):
            claim.check(part)


class Entries(Claim):
    """A dict with these keys, entry by entry, in any order."""

    __slots__ = ("entries",)

    def __init__(self, want: Mapping[Any, Any], how: Closeness, name: str = ANSWER) -> None:
        self.name = name
        prefix = "" if name == ANSWER else f"{name}, "
        self.entries = {
            key: _claim(value, _share(how, key, len(want)), _name(how, key, f"{prefix}{key}"))
            for key, value in want.items()
        }

    def __repr__(self) -> str:
        return f"near({shortened(self.entries)})"

    def check(self, got: Any) -> None:
        """Raise Mismatch about a key too few or too many, or the first entry that is not as claimed."""
        if not isinstance(got, dict):
            raise wrong_kind(self.name, got, "a dict")
        for fault, keys in (
            ("no", self.entries.keys() - got.keys()),
            ("an extra", got.keys() - self.entries.keys()),
        ):
            if keys:
                sentence = f"{self.name} has {fault} key {min(map(shortened, keys))}"
                raise Mismatch(self.name, _keys(got), _keys(self.entries), sentence)
        for key, claim in self.entries.items():
            claim.check(got[key])


def _keys(entries: Mapping[Any, Any]) -> str:
    return f"a dict with the keys {shortened(list(entries))}"


def _numbered(name: str, i: int, n: int) -> str:
    part = f"part {i + 1} of {n}"
    return part if name == ANSWER else f"{name}, {part}"


def _name(how: Closeness, part: Any, default: str) -> str:
    """What messages call a part: what `names` says, if it says anything."""
    names = how.get("names")
    return default if names is None or isinstance(names, str) else str(names[part])


def _share(how: Closeness, part: Any, n: int) -> Closeness:
    """The options of one part: its own scale and terms, where they are given for each."""
    scale, terms = _one(how.get("scale"), part, n), _one(how.get("terms", 1), part, n)
    return {**how, "scale": scale, "terms": terms, "names": None}


def _one(option: Any, part: Any, n: int) -> Any:
    """The entry of a tuple or dict with one for each part; anything else is meant for all."""
    if not isinstance(option, tuple | list | Mapping):
        return option
    if len(option) != n:
        raise AuthorError(f"near: {n} parts, but {len(option)} values of scale or terms")
    return option[part]

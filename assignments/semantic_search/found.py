"""Vectors that are drawn for a search, and claims about what a search returns.

query (d,), documents (n, d)   vectors of texts
k                              how many are asked for
TIED                           cosines that are closer are as good as equal
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from autograder.claims import Claim, Mismatch, near, unpack
from autograder.claims.mismatch import kind_of
from autograder.claims.strategies import dtypes

TIED = 1e-6
CLOSE = (1e-6, 2e-5)  # of a cosine, in float64 and in float32
LENGTHS = (1.0, 4.0, 0.25, 8.0, 0.5, 16.0)
SEEDS = st.integers(0, 10**6)


@dataclass(frozen=True)
class Wanted:
    """A query and documents, and how many of them are asked for."""

    query: np.ndarray
    documents: np.ndarray
    k: int

    @property
    def cosines(self):
        """The cosine of each document with the query: (n,)."""
        return cosines(self.query, self.documents)

    @property
    def last(self):
        """The k-th largest cosine."""
        return np.sort(self.cosines)[-self.k]

    @property
    def arguments(self):
        """What search takes."""
        return self.query, self.documents, self.k

    def near_scores(self, rows):
        """The claim about the scores of these documents."""
        how = {"scale": 1.0, "floor": CLOSE, "like": self.documents, "names": "scores"}
        return near(self.cosines[rows], **how)


def unit(vectors):
    """The same directions, of length 1, in double precision."""
    wide = np.asarray(vectors, float)
    return wide / np.linalg.norm(wide, axis=-1, keepdims=True)


def cosines(query, documents):
    """The cosine of each document with the query: (n,)."""
    return unit(documents) @ unit(query)


def apart(values):
    """Whether no two of these numbers are close to each other."""
    return len(values) < 2 or np.diff(np.sort(values)).min() > 1e-4


@st.composite
def wanted(draw, lengths=(1.0,), least=2, most=9):
    """A Wanted with different cosines and k below n. With lengths all are of length 1 times one of these."""
    rng = np.random.default_rng(draw(SEEDS))
    n, d, dtype = draw(st.integers(least, most)), draw(st.integers(2, 4)), draw(dtypes())
    query, documents = np.round(rng.normal(size=d), 1), np.round(rng.normal(size=(n, d)), 1)
    assume(np.abs(query).max() > 0.3 and np.abs(documents).max(axis=1).min() > 0.3)
    assume(apart(cosines(query, documents)))
    documents = unit(documents) * rng.choice(lengths, size=(n, 1))
    query = unit(query) * rng.choice(lengths)
    return Wanted(query.astype(dtype), documents.astype(dtype), draw(st.integers(1, n - 1)))


@st.composite
def tied(draw, factors=(1.0, 1.0, 1.0)):
    """A Wanted in which several documents share the k-th place: one of them times each of the factors."""
    drawn = draw(wanted(least=3, most=6))
    row, copies = int(np.argsort(-drawn.cosines)[min(drawn.k, 2) - 1]), draw(st.integers(1, 3))
    copy = drawn.documents[row] * np.array(factors, drawn.documents.dtype)[:copies, None]
    documents = np.concatenate([drawn.documents, copy])
    order = draw(st.permutations(range(len(documents))))
    k = draw(st.integers(min(drawn.k, 2), min(drawn.k, 2) + copies - 1))
    return Wanted(drawn.query, documents[order], k)


class Rows(Claim):
    """So many different whole numbers from 0 to n - 1."""

    __slots__ = ("count", "n")

    def __init__(self, count, n, name="indices"):
        super().__init__(name)
        self.count, self.n = count, n

    def check(self, got):
        """Raise Mismatch about what is wrong with them."""
        numbers = np.asarray(got)
        if numbers.shape != (self.count,):
            raise Mismatch(self.name, f"of shape {numbers.shape}", f"of shape ({self.count},)")
        if not is_whole(numbers):
            raise Mismatch(self.name, str(numbers.tolist())[:60], "whole numbers")
        if len(set(numbers.tolist())) < self.count or not ((numbers >= 0) & (numbers < self.n)).all():
            wanted = f"{self.count} different numbers from 0 to {self.n - 1}"
            raise Mismatch(self.name, str(numbers.astype(int).tolist())[:60], wanted)


def is_whole(numbers):
    """Whether all are whole numbers."""
    kind = numbers.dtype.kind
    return kind in "iu" or (
        kind == "f" and bool((np.isfinite(numbers) & (numbers == np.round(numbers))).all())
    )


def row_of_numbers(part, name, wanted):
    """The part as an array, if it is one or a list of numbers.

    Raises:
        Mismatch: it is something else.
    """
    kinds = int, float, np.number, np.ndarray
    if isinstance(part, list | tuple) and all(isinstance(x, kinds) and not np.ndim(x) for x in part):
        return np.array(part, float)
    if not isinstance(part, np.ndarray):
        raise Mismatch(name, kind_of(part), wanted)
    return part


def rows_and_scores(answer, count, n, names=("indices", "scores")):
    """Which documents were found, as whole numbers, and their scores; the numbers are in order."""
    rows, scores = unpack(answer, *names)
    rows = row_of_numbers(rows, names[0], f"{count} whole numbers")
    assert rows == Rows(count, n, names[0])
    return rows.astype(int), row_of_numbers(scores, names[1], f"{count} cosines")


class Nearest(Claim):
    """Rows of documents such that none that is left out has a larger cosine."""

    __slots__ = ("wanted",)

    def __init__(self, wanted):
        super().__init__("indices")
        self.wanted = wanted

    def check(self, got):
        """Raise Mismatch about the worst that was found and the best that was not."""
        similar, others = self.wanted.cosines, np.delete(np.arange(len(self.wanted.documents)), got)
        worst, best = min(got, key=similar.item), max(others, key=similar.item, default=None)
        if best is not None and similar[best] - similar[worst] > TIED:
            found = f"document {worst} with the cosine {similar[worst]:.4g}"
            better = f"document {best} with {similar[best]:.4g}"
            raise Mismatch(self.name, found, better, f"{found} was found, and {better} was left out")


class Falling(Claim):
    """Cosines of which none is larger than the one before it."""

    __slots__ = ()

    def __init__(self):
        super().__init__("the cosines of what was found, in order")

    def check(self, got):
        """Raise Mismatch about the first that is."""
        if (rises := np.flatnonzero(np.diff(got) > TIED)).size:
            two = f"{got[rises[0]]:.4g} before {got[rises[0] + 1]:.4g}"
            raise Mismatch(
                self.name, two, "the largest first", f"{self.name}: {two}, wanted the largest first"
            )

"""Queries that are drawn for the measures of retrieval, and claims about scores.

relevant  ids of the relevant documents, a list or a set of numbers or of texts
ranked    ids of the documents that were found, the best first
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from autograder.claims import between, near

LIKE = np.float32  # scores are shares of small numbers: single precision is close enough
DOCUMENTS = 16
LEAST, MOST = 0.1, 10  # of the score of a hit in the second place, by whatever rule


@dataclass(frozen=True)
class Query:
    """What is relevant, what was found, and how far down the list somebody looks."""

    relevant: list | set
    ranked: list
    k: int

    @property
    def ranks(self):
        """The ranks of the relevant documents that were found, from 1."""
        return [rank for rank, doc in enumerate(self.ranked, start=1) if doc in self.relevant]

    @property
    def hits(self):
        """How many relevant documents are among the first k."""
        return sum(rank <= self.k for rank in self.ranks)

    @property
    def average_precision(self):
        """The precision at each hit, summed, over the number of relevant documents."""
        return sum(i / rank for i, rank in enumerate(self.ranks, start=1)) / len(self.relevant)

    @property
    def list(self):
        """What measures of the whole list take."""
        return self.relevant, self.ranked

    @property
    def top(self):
        """What measures of the first k take."""
        return self.relevant, self.ranked, self.k


@st.composite
def ids(draw):
    """The names of 16 documents, all numbers or all texts, in any order."""
    order = draw(st.permutations(range(DOCUMENTS)))
    return [f"d{i}" for i in order] if draw(st.booleans()) else list(order)


@st.composite
def queries(draw, found=(1, 4), missing=(0, 0), others=(0, 5), beyond=(0, 0)):
    """A Query with so many relevant documents in the list, so many that are missing, and so many others.

    beyond: by how much k exceeds the length of the list; if it may be 0, k is anywhere in the list.
    """
    hits, lost, rest, more = (draw(st.integers(*each)) for each in (found, missing, others, beyond))
    names = draw(ids())
    relevant, not_relevant = names[: hits + lost], names[hits + lost : hits + lost + rest]
    ranked = draw(st.permutations([*relevant[:hits], *not_relevant]))
    relevant = draw(st.permutations(relevant))
    k = max(1, len(ranked) + more) if more or not ranked else draw(st.integers(1, len(ranked)))
    return Query(set(relevant) if draw(st.booleans()) else relevant, ranked, k)


def several(query, fewest=1, most=4):
    """A list of queries."""
    return st.lists(query, min_size=fewest, max_size=most)


def swaps(query):
    """The places at which a relevant document comes right after one that is not."""
    known = [doc in query.relevant for doc in query.ranked]
    return [i for i in range(len(known) - 1) if known[i + 1] and not known[i]]


def swapped(ranked, i):
    """The list with the documents at i and i + 1 in each other's place."""
    return [*ranked[:i], ranked[i + 1], ranked[i], *ranked[i + 2 :]]


def near_score(wanted, name="the score"):
    """The claim about a score."""
    return near(float(wanted), like=LIKE, names=name)


def near_some_score(name="the score of b in the list a, b"):
    """The claim that a score is more than nothing."""
    return near(between(LEAST, MOST), names=name)


def near_scores(*names):
    """The claim that each of these is a number from 0 to 1."""
    return near(tuple(between(0, 1, like=LIKE) for _ in names), names=names)


def near_growth():
    """The claim that the second of two scores is larger."""
    return near(between(1e-4, 1), names="by how much the score grew")


def near_less_than_one(name):
    """The claim that a score is clearly below 1."""
    return near(between(0, 0.999), names=name)

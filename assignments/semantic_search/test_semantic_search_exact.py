"""Semantic search, part 2: an exact search, and what share of it another search has found (Lecture 4).

query (d,), documents (n, d)   vectors of texts
indices, scores                rows of documents, and their cosines with the query, the best first
found                          rows that some other search has found
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from assignments.semantic_search.found import (
    LENGTHS,
    TIED,
    Falling,
    Nearest,
    Wanted,
    rows_and_scores,
    tied,
    unit,
    wanted,
)
from autograder.claims import near, task

ROUNDED = (3.0, 0.7, 1.9)  # a vector times one of these has nearly the same cosine as before
DATA = Path(__file__).parent / "data" / "sentences.npz"


def asked(student, drawn):
    """Which rows the student's search found, and their scores."""
    return rows_and_scores(student.search(*drawn.arguments), drawn.k, len(drawn.documents))


@task(points=7)
@given(wanted())
def test_search_finds_the_nearest_documents(student, drawn):
    """No document that is left out has a larger cosine than one that was found; here all have length 1."""
    rows, _ = asked(student, drawn)
    assert rows == Nearest(drawn)


@task(points=4)
@given(wanted())
def test_search_returns_the_cosines_of_what_it_found(student, drawn):
    """Each score is the cosine of the query with the document of that index."""
    rows, scores = asked(student, drawn)
    assert scores == drawn.near_scores(rows)


@task(points=2)
@given(wanted())
def test_search_puts_the_best_first(student, drawn):
    """The cosines of the documents fall from the first index to the last."""
    rows, _ = asked(student, drawn)
    assert drawn.cosines[rows] == Falling()


def of_many(seed):
    """A Wanted of 400 among 600 documents: a partition of so many is not sorted by accident."""
    rng = np.random.default_rng(seed)
    documents = unit(rng.normal(size=(600, 8)))
    return Wanted(unit(rng.normal(size=8)), documents, 400)


@task(points=1, examples=3)
@given(st.integers(0, 99))
def test_search_puts_the_best_of_many_first(student, seed):
    """So do those of the best 400 of 600 documents."""
    drawn = of_many(seed)
    rows, _ = asked(student, drawn)
    assert drawn.cosines[rows] == Falling()


@task(points=5)
@given(wanted(lengths=LENGTHS))
def test_search_compares_directions(student, drawn):
    """A long document is no better than a short one, and a long query finds the same as a short one."""
    rows, scores = asked(student, drawn)
    assert rows == Nearest(drawn)
    assert scores == drawn.near_scores(rows)


@task(points=2)
@given(tied())
def test_search_of_equally_good_documents(student, drawn):
    """Of documents with equal cosines any may be returned, in any order, but none twice."""
    rows, scores = asked(student, drawn)
    assert rows == Nearest(drawn)
    assert scores == drawn.near_scores(rows)


@task(points=2)
@given(wanted())
def test_search_can_return_all_documents(student, drawn):
    """With k = n, all documents come, the best first."""
    whole = Wanted(drawn.query, drawn.documents, len(drawn.documents))
    rows, scores = asked(student, whole)
    assert scores == whole.near_scores(rows)
    assert whole.cosines[rows] == Falling()


@cache
def sentences():
    """Vectors of questions and of their answers: two arrays (n, 384)."""
    with np.load(DATA) as file:
        return np.split(unit(file["vectors"]).astype(np.float32), 2)


@task(points=3, examples=8)
@given(st.integers(0, 110), st.integers(1, 5))
def test_search_answers_real_questions(student, question, k):
    """Among the sentence vectors of all answers, the search finds those nearest to a question's."""
    questions, answers = sentences()
    drawn = Wanted(questions[question], answers, k)
    rows, scores = asked(student, drawn)
    assert rows == Nearest(drawn)
    assert scores == drawn.near_scores(rows)


# ---- how much of it another search has found ----------------------------------------------------


@dataclass(frozen=True)
class Found:
    """What was asked for, and the rows that some search has found."""

    wanted: Wanted
    found: list[int] | np.ndarray

    @property
    def arguments(self):
        """What ann_recall takes."""
        return self.found, *self.wanted.arguments

    @property
    def recall(self):
        """The different rows that are as good as the k-th, over k."""
        drawn = self.wanted
        return sum(drawn.cosines[row] >= drawn.last - TIED for row in {*map(int, self.found)}) / drawn.k


@st.composite
def founds(draw, source, fewer=(0, 0), twice=False):
    """A Found with k rows, or a few fewer; with twice=True some occur again."""
    drawn = draw(source)
    rows = draw(st.permutations(range(len(drawn.documents))))
    rows = rows[: max(0, drawn.k - draw(st.integers(*fewer)))]
    if twice:
        assume(len(rows) > 1)
        place = draw(st.integers(1, len(rows) - 1))
        rows = [*rows[:place], *(rows[:place] * len(rows))[: len(rows) - place]]
    return Found(drawn, np.array(rows, int) if draw(st.booleans()) else rows)


def near_recall(drawn):
    """The claim about recall."""
    return near(drawn.recall, like=np.float32, names="the recall")


@task(points=6)
@given(founds(wanted(lengths=LENGTHS, least=3)))
def test_ann_recall_is_the_share_of_the_nearest_that_was_found(student, drawn):
    """How many of the k documents with the largest cosines are among the found ones, divided by k."""
    assert student.ann_recall(*drawn.arguments) == near_recall(drawn)


@task(points=4)
@given(founds(tied(ROUNDED)))
def test_ann_recall_counts_ties_as_found(student, drawn):
    """A document whose cosine equals the k-th largest is as good as that one, whatever its index."""
    assert student.ann_recall(*drawn.arguments) == near_recall(drawn)


@task(points=2)
@given(founds(wanted(least=3), twice=True))
def test_ann_recall_counts_a_document_once(student, drawn):
    """A document that was found twice counts once."""
    assert student.ann_recall(*drawn.arguments) == near_recall(drawn)


@task(points=2)
@given(founds(wanted(least=3), fewer=(1, 3)))
def test_ann_recall_divides_by_k(student, drawn):
    """If fewer than k were found, perhaps none, the recall is still a share of k."""
    assert student.ann_recall(*drawn.arguments) == near_recall(drawn)

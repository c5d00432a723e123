"""Retrieval, part 2: nDCG, where some documents are more relevant than others (Lecture 4).

grades  {id: grade} of the documents that were judged; all others have grade 0
ranked  ids of what was found, the best first
DCG     sum over the ranks r = 1, ..., k of grade / log2(r + 1)
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from assignments.retrieval.rankings import (
    near_growth,
    near_less_than_one,
    near_score,
    near_scores,
    near_some_score,
    queries,
    swapped,
)
from autograder.claims import task

B, A_B = {"b": 1}, ["a", "b"]  # a relevant document in the second place


@dataclass(frozen=True)
class Graded:
    """What is relevant, and how much; what was found; and how far down the list somebody looks."""

    grades: dict
    ranked: list
    k: int

    @property
    def ndcg(self):
        """The DCG of the first k, over that of all grades in their best order."""
        best = sorted(self.grades.values(), reverse=True)
        return self.dcg([self.grades.get(doc, 0) for doc in self.ranked]) / self.dcg(best)

    @property
    def asked(self):
        """What ndcg_at_k takes."""
        return self.grades, self.ranked, self.k

    def dcg(self, grades):
        """The sum over the first k ranks."""
        top = np.array(grades[: self.k], float)
        return (top / np.log2(np.arange(len(top)) + 2)).sum()


@st.composite
def graded(draw, levels, query):
    """A Graded with grades of these levels."""
    drawn = draw(query)
    return Graded({doc: draw(st.sampled_from(levels)) for doc in sorted(drawn.relevant)}, *drawn.top[1:])


def complete(levels):
    """A list with all that was judged."""
    return graded(levels, queries())


@task(points=5)
@given(complete((1,)))
def test_ndcg_at_k_of_equal_grades(student, query):
    """nDCG at k is DCG / ideal DCG; here all grades are 1, and all relevant documents are in the list."""
    assert student.ndcg_at_k(*query.asked) == near_score(query.ndcg)


@task(points=4)
@given(graded((1, 2, 3, 5, 0), queries(found=(2, 5))))
def test_ndcg_at_k_gains_the_grade_itself(student, query):
    """The gain of a document is its grade: one of grade 3 is worth three of grade 1."""
    assume(any(query.grades.values()))
    assert student.ndcg_at_k(*query.asked) == near_score(query.ndcg)


@task(points=3)
@given(graded((1,), queries(found=(0, 3), missing=(1, 4), beyond=(0, 3))))
def test_ndcg_at_k_compares_with_the_best_list_there_could_be(student, query):
    """The ideal list has the k highest of all grades, also of documents that are missing from the list."""
    assert student.ndcg_at_k(*query.asked) == near_score(query.ndcg)
    assert student.ndcg_at_k(B, A_B, 2) == near_some_score()


@task(points=1)
@given(graded((0,), queries(found=(0, 2), beyond=(0, 2))))
def test_ndcg_at_k_of_nothing_relevant_is_zero(student, query):
    """Where no grade is above 0, or nothing was judged, nDCG is 0.0."""
    assert student.ndcg_at_k(*query.asked) == near_score(0)
    assert student.ndcg_at_k(B, A_B, 2) == near_some_score()


@task(points=2)
@given(graded((1, 2, 3), queries(others=(1, 4))))
def test_ndcg_at_k_is_one_only_if_the_best_come_first(student, query):
    """It is 1 if the list is in the order of the grades, and below 1 if another precedes one with a grade."""
    R, n = len(query.grades), len(query.ranked)
    best = sorted(query.ranked, key=lambda doc: -query.grades.get(doc, 0))
    assert student.ndcg_at_k(query.grades, best, n) == near_score(1, f"the score of {best}, k = {n}")
    less = swapped(best, R - 1)
    assert student.ndcg_at_k(query.grades, less, n) == near_less_than_one(f"the score of {less}, k = {n}")


@task(points=2)
@given(complete((1, 2, 3)))
def test_ndcg_at_k_grows_when_a_better_document_moves_up(student, query):
    """A document that changes places with a worse one before it makes the score larger."""
    grades = [query.grades.get(doc, 0) for doc in query.ranked]
    places = [i for i in range(len(grades) - 1) if grades[i] < grades[i + 1]]
    assume(places)
    n, moved = len(query.ranked), swapped(query.ranked, places[0])
    before = student.ndcg_at_k(query.grades, query.ranked, n)
    after = student.ndcg_at_k(query.grades, moved, n)
    assert (before, after) == near_scores(f"the score before, k = {n}", f"the score after, k = {n}")
    assert after - before == near_growth()

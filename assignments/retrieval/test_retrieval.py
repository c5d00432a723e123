"""Retrieval, part 1: measures of a ranked list in which a document is relevant or is not (Lecture 4).

relevant  ids of the relevant documents;  R how many there are
ranked    ids of what was found, the best first
"""

import numpy as np
from hypothesis import assume, given

from assignments.retrieval.rankings import (
    near_growth,
    near_less_than_one,
    near_score,
    near_scores,
    near_some_score,
    queries,
    several,
    swapped,
    swaps,
)
from autograder.claims import task

B, A_B = ["b"], ["a", "b"]  # a relevant document in the second place


@task(points=5)
@given(queries())
def test_precision_at_k_is_the_share_of_hits_among_the_first_k(student, query):
    """Precision at k is the number of relevant documents among the first k, divided by k."""
    assert student.precision_at_k(*query.top) == near_score(query.hits / query.k)


@task(points=2)
@given(queries(found=(0, 3), missing=(0, 2), beyond=(1, 4)))
def test_precision_at_k_divides_by_k_beyond_the_end_of_the_list(student, query):
    """A list that is shorter than k, even an empty one, still counts as k places."""
    assert student.precision_at_k(*query.top) == near_score(query.hits / query.k)
    assert student.precision_at_k(B, A_B, 2) == near_some_score()


@task(points=5)
@given(queries())
def test_recall_at_k_is_the_share_of_the_relevant_that_was_found(student, query):
    """Recall at k is the number of relevant documents among the first k, divided by R (R is at most k)."""
    assume(len(query.relevant) <= query.k)
    assert student.recall_at_k(*query.top) == near_score(query.hits / len(query.relevant))


@task(points=2)
@given(queries(found=(0, 4), missing=(0, 4), others=(0, 3), beyond=(0, 2)))
def test_recall_at_k_counts_all_relevant_documents(student, query):
    """Recall divides by R, also where R is above k or relevant documents are missing from the list."""
    assume(query.relevant)
    assert student.recall_at_k(*query.top) == near_score(query.hits / len(query.relevant))


@task(points=1)
@given(queries(found=(0, 0), beyond=(0, 2)))
def test_recall_at_k_of_nothing_relevant_is_zero(student, query):
    """Where no document is relevant, recall is 0.0."""
    assert student.recall_at_k(*query.top) == near_score(0)
    assert student.recall_at_k(B, A_B, 2) == near_some_score()


@task(points=6)
@given(queries())
def test_average_precision_averages_the_precision_at_each_hit(student, query):
    """Average precision is the sum of the precision at each hit, divided by R; all R are in the list."""
    assert student.average_precision(*query.list) == near_score(query.average_precision)


@task(points=3)
@given(queries(found=(0, 3), missing=(1, 4)))
def test_average_precision_counts_relevant_documents_that_are_missing(student, query):
    """The sum is divided by R, not by the number of hits: what was not found adds 0."""
    assert student.average_precision(*query.list) == near_score(query.average_precision)
    assert student.average_precision(B, A_B) == near_some_score()


@task(points=1)
@given(queries(found=(0, 0)))
def test_average_precision_of_nothing_relevant_is_zero(student, query):
    """Where no document is relevant, average precision is 0.0."""
    assert student.average_precision(*query.list) == near_score(0)
    assert student.average_precision(B, A_B) == near_some_score()


@task(points=2)
@given(queries(others=(1, 4)))
def test_average_precision_is_one_only_if_the_relevant_come_first(student, query):
    """It is 1 if the relevant documents precede all others, and below 1 if another precedes one of them."""
    relevant, R = query.relevant, len(query.relevant)
    best = sorted(query.ranked, key=lambda doc: doc not in relevant)
    assert student.average_precision(relevant, best) == near_score(1, f"the score of {best}")
    less = swapped(best, R - 1)
    assert student.average_precision(relevant, less) == near_less_than_one(f"the score of {less}")


@task(points=2)
@given(queries(others=(1, 4)))
def test_average_precision_grows_when_a_hit_moves_up(student, query):
    """A relevant document that changes places with the other document before it makes the score larger."""
    assume(swaps(query))
    before = student.average_precision(*query.list)
    after = student.average_precision(query.relevant, swapped(query.ranked, swaps(query)[0]))
    assert (before, after) == near_scores("the score before", "the score after")
    assert after - before == near_growth()


def mean_of(listed):
    """The mean of average precision over the queries with a relevant document."""
    return np.mean([query.average_precision for query in listed if query.relevant])


def asked(student, listed):
    """The student's answer to a list of queries."""
    return student.mean_average_precision([q.relevant for q in listed], [q.ranked for q in listed])


@task(points=6)
@given(several(queries()))
def test_mean_average_precision_is_the_mean_over_the_queries(student, listed):
    """MAP is the mean of average precision over the queries; each found all that is relevant to it."""
    assert asked(student, listed) == near_score(mean_of(listed))


@task(points=2)
@given(several(queries()), several(queries(found=(0, 0), missing=(1, 3)), 1, 2))
def test_mean_average_precision_counts_queries_without_a_hit(student, listed, missed):
    """A query that found nothing relevant, though there is something, adds 0 and is counted."""
    mixed = [*missed[:1], *listed, *missed[1:]]
    assert asked(student, mixed) == near_score(mean_of(mixed), "the score with the missed queries")


@task(points=2)
@given(several(queries()), several(queries(found=(0, 0)), 1, 2))
def test_mean_average_precision_leaves_out_queries_without_relevant_documents(student, listed, empty):
    """A query to which no document is relevant says nothing: it is not counted."""
    mixed = [*empty[:1], *listed, *empty[1:]]
    assert asked(student, mixed) == near_score(mean_of(mixed), "the score with the empty queries")


@task(points=5)
@given(queries(missing=(0, 2)))
def test_reciprocal_rank_is_one_over_the_rank_of_the_first_hit(student, query):
    """The reciprocal rank is 1 / r, where r is the place of the first relevant document, from 1."""
    assert student.reciprocal_rank(*query.list) == near_score(1 / query.ranks[0])


@task(points=1)
@given(queries(found=(0, 0), missing=(0, 3)))
def test_reciprocal_rank_without_a_hit_is_zero(student, query):
    """Where no relevant document is in the list, which may be empty, it is 0.0."""
    assert student.reciprocal_rank(*query.list) == near_score(0)
    assert student.reciprocal_rank(B, A_B) == near_some_score()

"""Mini-Project 1, task III: categories, sorted by how similar they are to a text.

    answer  pairs (category, score) in order; a score is exp(cos) of the text's vector and the category's
Scores may also be what the file's own cosine_similarity says of these vectors: an error there is charged in
task I. The order is judged apart from the scores.
"""

import math
from itertools import pairwise

import numpy as np
from hypothesis import given

from assignments.mini_project_1.rankings import AtLeast, Either, ranking
from assignments.mini_project_1.texts import (
    BY_GLOVE,
    MINILM,
    capitalised,
    encoder_searches,
    glove_searches,
)
from autograder.claims import conventions, near, task

CONVENTIONS = conventions(__file__)
OPENAI, ANOTHER = ("openai", "text-embedding-3-small"), ("transformers", "all-mpnet-base-v2")
OTHER = OPENAI if CONVENTIONS["openai"] else ANOTHER
GLOVE, CAPITALS, OTHERS = (12, 3, 15) if CONVENTIONS["openai"] else (15, 5, 10)
RIGHT, OWN = (1e-5, 1e-5), (1e-4, 1e-4)  # relative, in either precision


def searched(student, drawn):
    """The student's ranking, [(category, score), ...]."""
    search = student.get_sorted_cosine_similarity
    return ranking(student.given.search(search, *drawn.asked), drawn.categories)


def scored(student, drawn):
    """The claim about the scores by category."""
    search = student.get_sorted_cosine_similarity
    on_vectors, *on_mean = student.given.own_scores(search, drawn.text, drawn.metadata, drawn.x, drawn.ys)
    own = [on_vectors, *on_mean] if finite(on_vectors) and len(set(on_vectors)) > 1 else []
    names = {name: f"the score of {name}" for name in drawn.names}
    exact = near(drawn.by_name(np.exp(drawn.cosines).tolist()), scale=1.0, floor=RIGHT, names=names)
    return Either("the scores", [exact, *(near_own(drawn, scores) for scores in own if finite(scores))])


def finite(scores):
    """Whether these are numbers."""
    return scores is not None and all(map(math.isfinite, scores))


def near_own(drawn, scores):
    """The claim that each category has the score that the file itself gives it."""
    names = {name: f"the score of {name}" for name in drawn.names}
    return near(drawn.by_name(scores), scale=max(map(abs, scores)), floor=OWN, names=names)


def different(scores):
    """How many different scores there are; 0 if one is no number."""
    return [len({f"{score:.9g}" for score in scores}) if finite([*scores]) else 0]


def steps(found):
    """From each score down to the next."""
    scores = [score for _, score in found]
    return [here - after for here, after in pairwise(scores)]


def near_falling(found):
    """The claim that no step goes up."""
    names = [f"the score in entry {k} minus that in entry {k + 1}" for k in range(len(found) - 1)]
    return near([AtLeast(0) for _ in names], names=names)


@task(points=GLOVE)
@given(glove_searches())
def test_search_by_glove_scores_every_category(student, drawn):
    """With GloVe every category comes once, with exp(cos) of the text's mean vector and its own vector."""
    assert dict(searched(student, drawn)) == scored(student, drawn)


@task(points=CAPITALS)
@given(capitalised())
def test_search_by_glove_finds_capitalised_categories(student, drawn):
    """With GloVe a category that is written with capitals scores as it does without."""
    own = dict(searched(student, drawn))
    assert different(own.values()) == near([AtLeast(2)], names=["the number of different scores"])
    assert dict(searched(student, drawn.turned)) == near_own(drawn, [own[name] for name in drawn.names])


@task(points=15)
@given(encoder_searches("transformers", MINILM))
def test_search_by_transformer_scores_every_category(student, drawn):
    """With the sentence transformer every category comes once, with exp(cos) of the two encoded texts."""
    assert dict(searched(student, drawn)) == scored(student, drawn)


@task(points=OTHERS)
@given(encoder_searches(*OTHER))
def test_search_by_the_other_encoder_scores_every_category(student, drawn):
    """The same with the third encoder of the handout, which the metadata name."""
    assert dict(searched(student, drawn)) == scored(student, drawn)


@task(points=5)
@given(encoder_searches("transformers", MINILM))
def test_search_puts_the_most_similar_category_first(student, drawn):
    """The first category is the most similar one, and no score is larger than the one before it."""
    searches = drawn, BY_GLOVE  # the second, if the transformer raises
    calls = [search.asked for search in searches]
    chosen, answer = student.given.first_search(student.get_sorted_cosine_similarity, calls)
    found = ranking(answer, searches[chosen].categories)
    assert steps(found) == near_falling(found)
    assert found[0][0] == near(searches[chosen].most_similar, names="the first category")

"""Mini-Project 1, task II: a sentence is the mean of its words' GloVe vectors.

    index  {word: row};  table  (n, 50), float32, a word's vector a row
Capitals and punctuation are judged by what the student's own function says of a plain sentence, so that a
wrong divisor costs only the tasks about the divisor.
"""

import numpy as np
from hypothesis import given

from assignments.mini_project_1.rankings import Apart, Either, accepted
from assignments.mini_project_1.texts import (
    MODEL,
    D,
    gloves,
    known_sentences,
    mixed_sentences,
    unknown_sentences,
    with_capitals,
    with_marks,
)
from autograder.claims import conventions, near, task

CONVENTIONS = conventions(__file__)
DIVISOR, PUNCTUATION = CONVENTIONS["divisor"].split(", "), CONVENTIONS["punctuation"].split(", ")
EMPTY = [np.full(D, {"zeros": 0.0, "nan": np.nan}[each]) for each in CONVENTIONS["empty"].split(", ")]
HOW = {"like": np.float32}


def average(student, text, glove):
    """The student's mean of a text."""
    return student.averaged_glove_embeddings_gdrive(text, glove.index, glove.table, MODEL)


def near_mean(drawn, words, n):
    """The claim about the sum of the known words' vectors over n."""
    total, scale = drawn.total(words)
    return near(total / n, scale=scale / n, terms=len(words), **HOW)


def by_divisor(drawn, divisor):
    """The claim that each sum is divided by the number of all words, or of the known ones."""
    counts = [sum(divisor == "all" or word in drawn.index for word in words) for words in drawn.words]
    claims = [near_mean(drawn, words, n) for words, n in zip(drawn.words, counts, strict=True)]
    return near(claims, names=[f"the mean of {text!r}" for text in drawn.texts])


def plain_means(student, texts, drawn):
    """What the student's function says of texts without capitals and marks, where it says anything."""
    asked = texts, drawn.index, drawn.table, MODEL
    found = student.given.averages(student.averaged_glove_embeddings_gdrive, *asked)
    return [own for own in found if own is not None and own.shape == (D,) and np.isfinite(own).all()]


def near_own(owns):
    """The claim that an answer is one of these."""
    readings = [near(own, scale=np.abs(own) + 1e-6, **HOW) for own in owns]
    return Either("the answer", readings or [near(np.zeros(D))])


def two_words(student, glove):
    """The student's vectors of two words."""
    return tuple(average(student, word, glove) for word in list(glove.index)[:2])


def apart():
    """The claim that they are two vectors."""
    return Apart("the vectors of two words", 1e-3, D)


@task(points=15)
@given(known_sentences())
def test_average_is_the_mean_of_the_words(student, drawn):
    """If all words are known the result is (50,): the sum of their vectors over the number of words."""
    (text,), (words,) = drawn.texts, drawn.words
    assert average(student, text, drawn) == near_mean(drawn, words, len(words))


@task(points=7)
@given(mixed_sentences())
def test_average_divides_by_one_rule_where_words_are_unknown(student, drawn):
    """An unknown word adds nothing; the divisor counts all words, or the known ones, in every sentence."""
    found = [average(student, text, drawn) for text in drawn.texts]
    assert found == Either("the means", [by_divisor(drawn, divisor) for divisor in DIVISOR])


@task(points=4)
@given(with_capitals())
def test_average_looks_up_words_in_lower_case(student, drawn):
    """A word with capitals has the vector of the same word without."""
    plain, written = drawn.texts
    owns = plain_means(student, [plain], drawn)
    assert two_words(student, drawn) == apart()
    assert average(student, written, drawn) == near_own(owns)


@task(points=2)
@given(with_marks())
def test_average_with_punctuation(student, drawn):
    """A mark behind a word is stripped, or it makes the word unknown; either way other words are as ever."""
    marked, stripped, *kept = drawn.texts
    readings = [stripped] * ("stripped" in PUNCTUATION) + kept * ("kept" in PUNCTUATION)
    owns = plain_means(student, readings, drawn)
    assert two_words(student, drawn) == apart()
    assert average(student, marked, drawn) == near_own(owns)


@task(points=1)
@given(unknown_sentences())
def test_average_of_unknown_words_is_zero(student, drawn):
    """If no word has a vector the result is (50,) zeros, and nothing is raised."""
    (text,) = drawn.texts
    assert average(student, text, drawn) == near(np.zeros(D))
    assert two_words(student, drawn) == apart()


@task(points=1)
@given(gloves())
def test_average_of_an_empty_text(student, glove):
    """The mean of the text "" is a vector that the handout names."""
    assert average(student, "", glove) == accepted("the answer", *EMPTY)
    assert two_words(student, glove) == apart()

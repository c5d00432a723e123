"""Semantic search, part 1: texts as vectors, and the angle between two of them (Lecture 4).

x, y (d,)   vectors
words       a text, in lower case, split into words
vectors     {word: vector (d,)} of the words that are known
"""

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from assignments.semantic_search.found import CLOSE, cosines, unit
from autograder.claims import between, near, shaped, task
from autograder.claims.strategies import arrays, dtypes

WORDS = ("cat", "dog", "tree", "sun", "moon", "river", "stone", "bird")
UNKNOWN = ("qwrt", "xyzzy", "blorb")
DATA = Path(__file__).parent / "data" / "words.npz"
GROUPS = {
    "sport": ("game", "season", "players", "coach", "football", "league", "championship", "teams"),
    "family": ("mother", "father", "son", "daughter", "wife", "husband", "children", "brother"),
    "war": ("army", "troops", "soldiers", "rebels", "weapons", "forces", "attack", "killed"),
    "money": ("bank", "dollar", "shares", "prices", "investors", "stock", "currency", "markets"),
    "law": ("court", "judge", "trial", "lawyer", "attorney", "justice", "charges", "case"),
    "art": ("music", "film", "album", "song", "band", "songs", "films", "movie"),
}
NAMES = tuple(GROUPS)
AVERAGES = tuple(f"the average of the {which} text" for which in ("first", "second", "third"))


@dataclass(frozen=True)
class Pair:
    """Two vectors."""

    x: np.ndarray
    y: np.ndarray

    @property
    def cosine(self):
        """The cosine of their angle."""
        return unit(self.x) @ unit(self.y)


@st.composite
def pairs(draw):
    """Two vectors in one to six dimensions, neither nearly zero."""
    d, dtype = draw(st.integers(1, 6)), draw(dtypes())
    x, y = draw(arrays(d, dtype)), draw(arrays(d, dtype))
    assume(min(np.linalg.norm(x), np.linalg.norm(y)) >= 0.3)
    return Pair(x, y)


def near_cosine(drawn, floor=CLOSE):
    """The claim about the cosine."""
    return near(drawn.cosine, like=drawn.x, scale=1.0, terms=drawn.x.size, floor=floor, names="the cosine")


@task(points=7)
@given(pairs())
def test_cosine_similarity_is_the_cosine_of_the_angle(student, drawn):
    """x.y / (|x| |y|), nothing added and nothing done to it."""
    assert student.cosine_similarity(drawn.x, drawn.y) == near_cosine(drawn)


@task(points=4)
@given(pairs(), st.integers(-6, 6), st.integers(-6, 6))
def test_cosine_similarity_ignores_the_lengths(student, drawn, a, b):
    """The cosine of vectors of lengths from 0.000001 to 1000000 is that of their directions."""
    assume(abs(drawn.cosine) >= 0.3)
    dtype = drawn.x.dtype
    scaled = Pair((unit(drawn.x) * 10.0**a).astype(dtype), (unit(drawn.y) * 10.0**b).astype(dtype))
    assert student.cosine_similarity(scaled.x, scaled.y) == near_cosine(scaled, (1e-3, 1e-3))


@task(points=2)
@given(pairs(), st.sampled_from(("x", "y", "both")))
def test_cosine_similarity_with_a_zero_vector_is_zero(student, drawn, zero):
    """The zero vector has no direction: then the cosine is 0.0."""
    x, y = drawn.x * (zero == "y"), drawn.y * (zero == "x")
    assert student.cosine_similarity(x, y) == near(0.0, like=drawn.x, names="the cosine")
    itself = student.cosine_similarity(drawn.x, drawn.x)
    assert itself == near(between(0.5, 3), names="the cosine of a vector with itself")


# ---- averages of word vectors -------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Words, and the vectors of those that are known."""

    words: list[str]
    vectors: dict[str, np.ndarray]

    @property
    def known(self):
        """The vectors of the known words, in float64, as often as they occur."""
        return np.array([self.vectors[word] for word in self.words if word in self.vectors], float)

    @property
    def near_mean(self):
        """The claim about the mean."""
        mean, scale = self.known.mean(axis=0), np.abs(self.known).mean(axis=0) + 0.1
        like = next(iter(self.vectors.values()))
        return near(mean, scale=scale, terms=len(self.words), like=like, names="the average")


@st.composite
def texts(draw, unknown=(0, 0), known=(1, 5)):
    """A Text of so many known words, some perhaps more than once, and so many unknown ones."""
    d, dtype, n = draw(st.integers(1, 4)), draw(dtypes()), draw(st.integers(2, len(WORDS)))
    table = draw(arrays((n, d), dtype))
    few = st.lists(st.sampled_from(WORDS[:n]), min_size=known[0], max_size=known[1])
    others = st.lists(st.sampled_from(UNKNOWN), min_size=unknown[0], max_size=unknown[1])
    words = draw(st.permutations([*draw(few), *draw(others)]))
    return Text(words, dict(zip(WORDS[:n], table, strict=True)))


@task(points=7)
@given(texts())
def test_average_embedding_is_the_mean_of_the_vectors(student, text):
    """The sum of the words' vectors, divided by how many they are; a word that occurs twice counts twice."""
    assert student.average_embedding(text.words, text.vectors) == text.near_mean


@task(points=4)
@given(texts(unknown=(1, 3)))
def test_average_embedding_leaves_out_unknown_words(student, text):
    """Words without a vector are not counted either: the mean is over the known words."""
    assert student.average_embedding(text.words, text.vectors) == text.near_mean


@task(points=2)
@given(texts(unknown=(0, 3), known=(0, 0)))
def test_average_embedding_of_nothing_known_is_zero(student, text):
    """If no word is known, or there is none, it is d zeros."""
    d = len(next(iter(text.vectors.values())))
    assert student.average_embedding(text.words, text.vectors) == near(np.zeros(d), names="the average")
    average = student.average_embedding([WORDS[0]], text.vectors)
    assert average == near(shaped(d), names=f"the average of {WORDS[0]}")
    assert np.asarray(average) == near(text.vectors[WORDS[0]], names=f"the average of {WORDS[0]}")


@cache
def glove():
    """The vectors of the 1,500 most frequent words: {word: (50,)}."""
    with np.load(DATA) as file:
        return dict(zip(file["texts"].tolist(), file["vectors"].astype(np.float32), strict=True))


@st.composite
def halves(draw):
    """Eight words about one thing in two texts of four, and four about another."""
    one, other = draw(st.sampled_from([*combinations(range(len(NAMES)), 2)]).flatmap(st.permutations))
    words = draw(st.permutations(GROUPS[NAMES[one]]))
    return [words[:4], words[4:], draw(st.permutations(GROUPS[NAMES[other]]))[:4]]


@task(points=2, examples=10)
@given(halves())
def test_average_embedding_tells_groups_of_real_words_apart(student, three):
    """With GloVe's vectors, texts about the same thing are closer to each other than to one about another."""
    vectors = {word: glove()[word] for words in three for word in words}
    averages = [student.average_embedding([*words, UNKNOWN[0]], vectors) for words in three]
    assert averages == near([shaped(50)] * 3, names=AVERAGES)
    with np.errstate(all="ignore"):
        same, other = cosines(averages[0], np.array(averages[1:]))
    assert same - other == near(
        between(0.001, 2), names="by how much the cosine is larger for the same thing"
    )

"""Mini-Project 1, task I: the exponentiated cosine similarity.

    x, y  two vectors (d,);  cos(x, y) = x.y / (|x| |y|)

Only the first task asks for exp(cos): whoever forgets exp loses that one, not the other two.
"""

import math

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from assignments.mini_project_1.rankings import Apart, accepted
from autograder.claims import between, conventions, near, task
from autograder.claims.strategies import arrays, dtypes, sizes

CONVENTIONS = conventions(__file__)
ZERO = [float(reading) for reading in CONVENTIONS["zero"].split(", ")]
FLOOR = (1e-5, 1e-5)  # relative, whatever the precision: float32 inside is common
SCALES = ((1e-2, 1e-2), (1e-4, 1.0), (1.0, 1e-4), (1e-1, 1e-2), (1e2, 1e2), (1e4, 1.0), (1e-4, 1e2))
DIFFERENT = 0.05  # how far apart scores of clearly different pairs are at least


def cosine(x, y):
    """cos(x, y) in float64."""
    x, y = x.astype(np.float64), y.astype(np.float64)
    return float(x @ y / (np.linalg.norm(x) * np.linalg.norm(y)))


@st.composite
def two_vectors(draw):
    """Two vectors of two to six numbers, in float64 or float32."""
    (d,) = draw(sizes((2, 6)))
    dtype = draw(dtypes())
    return draw(arrays(d, dtype, away=0.1)), draw(arrays(d, dtype, away=0.1))


@st.composite
def scaled_pairs(draw):
    """Two unit vectors with 0.3 <= |cos| <= 0.9, and the same two with other lengths."""
    x, y = (v.astype(np.float64) for v in draw(two_vectors()))
    x, y = x / np.linalg.norm(x), y / np.linalg.norm(y)
    assume(0.3 <= abs(cosine(x, y)) <= 0.9)
    a, b = draw(st.sampled_from(SCALES))
    return (x, y), (a * x, b * y)


def finite(*names):
    """The claim that answers are single numbers."""
    return near([between(-1e300, 1e300) for _ in names], names=names)


@task(points=12)
@given(two_vectors())
def test_cosine_similarity_is_exponentiated(student, pair):
    """The result is exp(x.y / (|x| |y|)), a single number."""
    want = math.exp(cosine(*pair))
    assert student.cosine_similarity(*pair) == near(want, scale=want, floor=FLOOR)


@task(points=6)
@given(scaled_pairs())
def test_cosine_similarity_forgets_the_lengths(student, pairs):
    """Vectors ten thousand times as long or as short give what these directions give at length 1."""
    at_one, scaled = pairs
    own, with_itself = student.cosine_similarity(*at_one), student.cosine_similarity(at_one[0], at_one[0])
    assert [own, with_itself] == finite("the answer to (x, y)", "the answer to (x, x)")
    assert (own, with_itself) == Apart("the answers to (x, y) and (x, x)", DIFFERENT)
    assert student.cosine_similarity(*scaled) == near(float(own), scale=abs(float(own)), floor=(1e-3, 1e-3))


@task(points=2)
@given(two_vectors(), st.sampled_from(("x", "y", "x and y")))
def test_cosine_similarity_with_a_zero_vector(student, pair, zero):
    """Where a vector is zero there is no angle; one of the values that the handout names comes back."""
    zeroed = [v * 0 if name in zero.split() else v for name, v in zip("xy", pair, strict=True)]
    assert student.cosine_similarity(*zeroed) == accepted("the answer", *ZERO)
    x, _ = pair
    answers = student.cosine_similarity(x, x), student.cosine_similarity(x, -x)
    assert answers == Apart("the answers to (x, x) and (x, -x)", DIFFERENT)

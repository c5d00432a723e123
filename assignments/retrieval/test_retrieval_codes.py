"""Retrieval, part 3: codes of documents, and how often they find documents of the same class (Lecture 4).

codes (n, d), labels (n,)   one document a row, and its class
ks                          how many neighbours are looked at
counts (n, t)               documents by terms;  s (r,) their singular values
Z (n, k)                    scores: what lsa_transform makes of documents
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.claims import between, near, shaped, task
from autograder.claims.strategies import dtypes

TIED = 1e-6  # cosines that are closer may come in either order
APART = 1e-2  # of two squared singular values, as a share of the largest
LENGTHS = (1.0, 2.0, 0.25, 4.0, 0.5, 8.0)
COUNTS = (0, 1, 0, 2, 0, 3, 1, 5)


@dataclass(frozen=True)
class Coded:
    """Documents as codes (n, d), with labels (n,), and how many neighbours to look at."""

    codes: np.ndarray
    labels: np.ndarray
    ks: list[int]

    @property
    def arguments(self):
        """What retrieval_curve takes."""
        return self.codes, self.labels, self.ks


@st.composite
def coded(draw, ties=False):
    """Two or three classes of two or more documents, each around a direction of its own.

    ties: some codes point in the same direction as others, of whichever class.
    """
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    classes, each, d = draw(st.integers(2, 3)), draw(st.integers(2, 4)), draw(st.integers(2, 4))
    labels = rng.permutation(np.repeat(np.arange(classes), each))
    codes = np.round(rng.normal(size=(classes, d))[labels] + rng.normal(size=(len(labels), d)), 1)
    if ties:
        codes[rng.permutation(len(codes))[: len(codes) // 2]] = codes[rng.integers(len(codes))]
    assume((np.abs(codes).max(axis=1) >= 0.3).all() and (ties or not parallel(codes)))
    lengths = rng.choice(LENGTHS, size=len(codes))[:, None]
    ks = sorted(draw(st.sets(st.integers(1, len(codes) - 1), min_size=1, max_size=4)))
    return Coded((codes * lengths).astype(draw(dtypes())), labels, ks)


def cosines(codes):
    """The cosine of each pair of codes: (n, n)."""
    unit = codes.astype(float) / np.linalg.norm(codes.astype(float), axis=1, keepdims=True)
    return unit @ unit.T


def parallel(codes):
    """Whether two codes point in the same direction, so that a cosine is as large as that with itself."""
    return (cosines(codes) - np.eye(len(codes)) > 1 - 1e-5).any()


def shares(drawn):
    """The least and the most that the order of ties makes of the curve: two arrays (len(ks),)."""
    least, most = np.zeros(len(drawn.ks)), np.zeros(len(drawn.ks))
    for i, cosine in enumerate(cosines(drawn.codes)):
        others = np.arange(len(cosine)) != i
        cosine, same = cosine[others], drawn.labels[others] == drawn.labels[i]
        for j, k in enumerate(drawn.ks):
            last = np.sort(cosine)[-k]
            above, tied = cosine > last + TIED, np.abs(cosine - last) <= TIED
            sure, open_places = (above & same).sum(), k - above.sum()
            least[j] += (sure + max(0, open_places - (tied & ~same).sum())) / k
            most[j] += (sure + min(open_places, (tied & same).sum())) / k
    return least / len(drawn.codes), most / len(drawn.codes)


def curve(student, drawn):
    """The student's curve as an array, if it is a list of numbers."""
    answer = student.retrieval_curve(*drawn.arguments)
    return np.array(answer, float) if is_list_of_numbers(answer) else answer


def is_list_of_numbers(answer):
    """Whether it is a list or a tuple of numbers."""
    kinds = int, float, np.number, np.ndarray
    return isinstance(answer, list | tuple) and all(isinstance(x, kinds) and not np.ndim(x) for x in answer)


def near_shares(drawn, name="the curve"):
    """The claim about the curve."""
    return near(between(*shares(drawn), like=np.float32), names=name)


@task(points=8)
@given(coded())
def test_retrieval_curve_is_the_share_of_neighbours_of_the_same_class(student, drawn):
    """Of the k others with the largest cosine, the share of the query's class; mean over the queries."""
    assert curve(student, drawn) == near_shares(drawn)


@st.composite
def lonely(draw):
    """Documents whose nearest neighbour is always of another class: pairs of almost the same direction."""
    angles = np.deg2rad(draw(st.permutations((0, 50, 110, 160, 215, 280)))[: draw(st.integers(2, 6))])
    turned = angles + np.deg2rad(draw(st.integers(2, 9)))
    codes = np.array([np.cos([angles, turned]), np.sin([angles, turned])]).reshape(2, -1).T
    labels = np.repeat([0, 1], len(angles))
    return Coded(np.round(codes, 3).astype(draw(dtypes())), labels, [1, len(labels) - 1])


@task(points=3)
@given(lonely())
def test_retrieval_curve_leaves_the_query_out(student, drawn):
    """A query is not its own neighbour: where the nearest other is always of another class, k = 1 gives 0."""
    assert curve(student, drawn) == near_shares(drawn)


@task(points=3)
@given(coded(), st.integers(0, 10**6))
def test_retrieval_curve_compares_directions(student, drawn, seed):
    """A code that becomes longer or shorter finds the same neighbours."""
    factors = np.random.default_rng(seed).choice(LENGTHS, size=(len(drawn.codes), 1))
    scaled = Coded(drawn.codes * factors.astype(drawn.codes.dtype), drawn.labels, drawn.ks)
    assert curve(student, drawn) == near_shares(drawn)
    assert curve(student, scaled) == near_shares(drawn, "the curve of codes of other lengths")


@task(points=3)
@given(coded(ties=True))
def test_retrieval_curve_of_tied_cosines(student, drawn):
    """Neighbours with equal cosines may come in any order; the query is left out all the same."""
    assert curve(student, drawn) == near_shares(drawn)


# ---- latent semantic analysis -------------------------------------------------------------------


@dataclass(frozen=True)
class Counted:
    """Documents by terms (n, t), k directions, and new documents by the same terms (m, t)."""

    counts: np.ndarray
    k: int
    new: np.ndarray

    @property
    def projector(self):
        """V^T V of the k strongest directions V (k, t): (t, t)."""
        V = np.linalg.svd(self.counts)[2][: self.k]
        return V.T @ V

    def products(self, documents):
        """The inner products of the documents, once they are projected."""
        return documents @ self.projector @ documents.T

    def near_products(self, documents, name):
        """The claim about the inner products of the scores of these documents."""
        size = max(np.linalg.norm(self.counts, 2), np.linalg.norm(documents, 2)) ** 2
        return near(
            self.products(documents), scale=size, terms=documents.size, floor=(1e-8, 1e-5), names=name
        )


@st.composite
def counted(draw, exact=False):
    """A Counted whose k-th and next singular value are apart. With exact=True there are only k."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    n, t, m = draw(st.integers(3, 7)), draw(st.integers(3, 7)), draw(st.integers(1, 3))
    k = draw(st.integers(1, min(n, t) - 1))
    counts = rng.choice(COUNTS, size=(n, t)).astype(float)
    if exact:
        counts = rng.choice(COUNTS, size=(n, k)) @ rng.choice(COUNTS, size=(k, t)).astype(float)
    squares = np.linalg.svd(counts)[1] ** 2
    assume(squares[k - 1] - squares[k] >= APART * squares[0] > 0)
    return Counted(counts, k, rng.choice(COUNTS, size=(m, t)).astype(float))


def scores(student, drawn, model, documents, name):
    """The scores of documents, k numbers for each."""
    answer = student.lsa_transform(documents, model)
    assert answer == near(shaped(len(documents), drawn.k), names=name)
    return np.asarray(answer)


def inner_products(Z):
    """Z Z^T, with nan where there is no number."""
    with np.errstate(all="ignore"):
        return Z @ Z.T


@task(points=9)
@given(counted())
def test_lsa_scores_have_the_inner_products_of_the_truncated_svd(student, drawn):
    """Z Z^T = U_k S_k^2 U_k^T, where counts = U S V^T (not centred) and S_k are the k largest of S."""
    Z = scores(student, drawn, student.lsa_fit(drawn.counts, drawn.k), drawn.counts, "Z")
    products = inner_products(Z)
    assert products == drawn.near_products(drawn.counts, "Z Z^T")


@task(points=6)
@given(counted())
def test_lsa_places_new_documents_among_the_old(student, drawn):
    """New documents are projected on the same directions: their scores are new V^T."""
    model = student.lsa_fit(drawn.counts, drawn.k)
    old = scores(student, drawn, model, drawn.counts, "Z")
    new = scores(student, drawn, model, drawn.new, "Z of the new documents")
    both, Z = np.concatenate([drawn.counts, drawn.new]), np.concatenate([old, new])
    products = inner_products(Z)
    assert products == drawn.near_products(both, "the inner products of the old and the new scores")


@task(points=6)
@given(counted(exact=True))
def test_lsa_loses_nothing_if_the_rank_is_k(student, drawn):
    """If counts has rank k, the scores keep the inner products of the documents: Z Z^T = counts counts^T."""
    Z = scores(student, drawn, student.lsa_fit(drawn.counts, drawn.k), drawn.counts, "Z")
    products, X = inner_products(Z), drawn.counts
    how = {"scale": np.linalg.norm(X, 2) ** 2, "terms": X.size, "floor": (1e-8, 1e-5), "names": "Z Z^T"}
    assert products == near(X @ X.T, **how)

"""Auto-encoders, part 1: principal components, the best linear code (Lecture 4).

X (n, d)          data, one sample a row;  mu (d,) their mean
W (k, d)          directions, one a row; signs are free, and so are they all where variances are equal
lam (k,)          variances along them
spectrum          all eigenvalues of the covariance of X, largest first: (d,)
Z (n, k), X_hat   scores, and what they bring back
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import between, near, shaped, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes, sizes

GAP = 1e-2  # neighbouring variances differ by this share of the largest, where directions are asked for


def spectrum(X):
    """(d,), largest first."""
    return np.linalg.eigvalsh(np.cov(X, rowvar=False))[::-1]


@dataclass(frozen=True)
class Data:
    """Samples, and how many directions are asked for."""

    X: np.ndarray  # (n, d)
    k: int

    @property
    def shape(self):
        """Of W."""
        return self.k, self.X.shape[1]

    @property
    def spectrum(self):
        """(d,)."""
        return spectrum(self.X)

    @property
    def centred(self):
        """(n, d)."""
        return self.X - self.X.mean(0)

    @property
    def told_apart(self):
        """Whether none of the first k variances is close to its neighbours, or to 0, as all may be."""
        lam = np.append(self.spectrum, 0)[: self.k + 1]
        return (
            lam[0] > GAP
            and bool((lam[:-1] - lam[1:] >= GAP * lam[0]).all())
            and lam[self.k - 1] > GAP * lam[0]
        )


@st.composite
def any_data(draw):
    """3 to 7 samples of 2 to 4 features."""
    n, d = draw(sizes((3, 7), (2, 4)))
    return Data(draw(arrays((n, d))), draw(st.integers(1, min(n - 1, d))))


data = any_data().filter(lambda drawn: drawn.told_apart)


@st.composite
def flat_data(draw):
    """Data in fewer dimensions than they have features: few samples, or combinations of two columns."""
    n, d = draw(sizes((3, 4), (5, 7)))
    if draw(st.booleans()):
        return Data(draw(arrays((n, d))), draw(st.integers(1, n - 1)))
    n += 4
    return Data(draw(arrays((n, 2))) @ draw(arrays((2, d))), draw(st.integers(1, 2)))


@st.composite
def round_data(draw):
    """Data with the same variance along all axes: the corners of a cube, or both ends of each axis."""
    d, size = draw(st.integers(2, 4)), draw(st.sampled_from((1.0, 2.0, 0.5)))
    X = size * np.vstack([np.eye(d), -np.eye(d)]) + draw(arrays(d))
    return Data(X, draw(st.integers(1, d)))


def fitted(student, data):
    """mu, W and lam that the student finds."""
    return unpack(student.pca_fit(data.X, data.k), "mu", "W", "lam")


def directions(student, data):
    """The student's W, once it is (k, d)."""
    _, found, _ = fitted(student, data)
    if isinstance(found, np.ndarray) and np.iscomplexobj(found) and not found.imag.any():
        found = found.real  # what np.linalg.eig makes of eigenvalues that are equal
    assert found == near(shaped(*data.shape), names="W")
    return upcast(np.asarray(found))


def product(W):
    """W W^T."""
    return W @ W.T


def near_identity(data):
    """The claim that W W^T = I."""
    return near(np.eye(data.k), scale=1.0, terms=data.X.shape[1], names="W W^T")


def lost(data, W):
    """The sum of squares that the projection onto the rows of W leaves out."""
    centred = data.centred
    return ((centred - centred @ W.T @ W) ** 2).sum()


def near_lost(data):
    """The claim that this is (n - 1) times the variances left out."""
    n, lam = len(data.X), data.spectrum
    wanted = (n - 1) * lam[data.k :].sum()
    name = "the sum of (X - X_hat)^2 with your W and the mean of X"
    return near(wanted, scale=(n - 1) * lam.sum(), terms=data.X.size, names=name)


# ---- pca_fit ----------------------------------------------------------------------------------------


@task(points=2)
@given(data)
def test_pca_fit_finds_the_mean(student, data):
    """mu (d,) is the mean of the samples."""
    mu, _, _ = fitted(student, data)
    assert mu == near(data.X.mean(0), scale=np.abs(data.X).mean(0), terms=len(data.X), names="mu")


@task(points=4)
@given(data)
def test_pca_fit_gives_orthonormal_directions(student, data):
    """W (k, d) has the directions in its rows: W W^T = I."""
    W = directions(student, data)
    assert product(W) == near_identity(data)


@task(points=4)
@given(data)
def test_pca_fit_finds_the_largest_variances(student, data):
    """lam (k,) are the k largest eigenvalues of the covariance 1/(n - 1) sum (x - mu)(x - mu)^T, in order."""
    _, _, lam = fitted(student, data)
    every = data.spectrum
    assert lam == near(every[: data.k], scale=every.sum(), terms=data.X.size, names="lam")


@task(points=4)
@given(data)
def test_pca_fit_makes_scores_uncorrelated(student, data):
    """The scores Z = (X - mu) W^T have the covariance diag(lam), whatever the signs of the directions."""
    W = directions(student, data)
    Z, every = data.centred @ W.T, data.spectrum
    wanted = np.diag(every[: data.k])
    name = "the covariance of the scores that follow from your W"
    assert np.cov(Z, rowvar=False).reshape(wanted.shape) == near(
        wanted, scale=every.sum(), terms=data.X.size, names=name
    )


@task(points=5)
@given(data)
def test_pca_fit_loses_as_little_as_can_be(student, data):
    """The sum of (X - X_hat)^2 is n - 1 times the variances left out; no other directions lose less."""
    W = directions(student, data)
    assert lost(data, W) == near_lost(data)


@task(points=3)
@given(flat_data().filter(lambda drawn: drawn.told_apart))
def test_pca_fit_takes_data_that_do_not_fill_the_space(student, data):
    """With few samples, or columns that follow from others, directions and losses are right as ever."""
    W = directions(student, data)
    assert product(W) == near_identity(data)
    assert lost(data, W) == near_lost(data)


@task(points=1, examples=20)
@given(round_data())
def test_pca_fit_takes_equal_variances(student, data):
    """Where the data vary alike in all directions any are right, as long as they are orthonormal."""
    W = directions(student, data)
    assert product(W) == near_identity(data)


@task(points=2, examples=20)
@given(arrays(5), st.sampled_from((60.0, 100.0, 400.0)), st.booleans())
def test_pca_fit_follows_one_far_sample(student, heights, far, swapped):
    """On four samples along one axis and one far along the other, it turns to the far one."""
    along = np.array([-2.0, -1.0, 1.0, 2.0, 0.0])
    X = np.column_stack([along, heights + far * (along == 0)])
    W = directions(student, Data(X[:, ::-1] if swapped else X, 1))
    name = "the squares of the numbers in the first direction"
    low, high = (0.99, 0) if swapped else (0, 0.99), (1, 0.01) if swapped else (0.01, 1)
    assert W[0] ** 2 == near(between(low, high), names=name)


# ---- pca_transform, pca_reconstruct -------------------------------------------------------------------


@dataclass(frozen=True)
class Plane:
    """Where a PCA has put its plane, and samples or scores; none of the samples was there when it was fit."""

    X: np.ndarray  # (n, d)
    Z: np.ndarray  # (n, k)
    mu: np.ndarray  # (d,)
    W: np.ndarray  # (k, d), orthonormal

    @property
    def terms(self):
        """How many there are in a sum."""
        return len(self.mu) + 2

    def near_scores(self):
        """The claim about Z = (X - mu) W^T."""
        X, mu, W = upcast(self.X), upcast(self.mu), upcast(self.W)
        S = (np.abs(X) + np.abs(mu)) @ np.abs(W).T
        return near((X - mu) @ W.T, scale=S, terms=self.terms, like=self.X, names="Z")

    def near_points(self):
        """The claim about X_hat = Z W + mu."""
        Z, mu, W = upcast(self.Z), upcast(self.mu), upcast(self.W)
        S = np.abs(Z) @ np.abs(W) + np.abs(mu)
        return near(Z @ W + mu, scale=S, terms=self.terms, like=self.X, names="X_hat")


def orthonormal(v):
    """The rows of I - 2 v v^T / v^T v, one up: orthonormal, with simple numbers, and not symmetric."""
    return np.roll(np.eye(len(v)) - 2 * np.outer(v, v) / (v @ v), 1, axis=0)


@st.composite
def planes(draw, *samples):
    """A Plane in 2 to 4 dimensions, with up to so many samples."""
    n, d = draw(sizes(*samples, (2, 4)))
    k, dtype = draw(st.integers(1, d)), draw(dtypes())
    v = np.array(draw(st.lists(st.sampled_from((1.0, 2.0, -1.0, 3.0)), min_size=d, max_size=d)))
    drawn = [draw(arrays(shape, dtype)) for shape in ((n, d), (n, k), (d,))]
    return Plane(*drawn, orthonormal(v)[:k].astype(dtype))


@task(points=4)
@given(planes((2, 5)))
def test_pca_transform_gives_the_scores(student, plane):
    """Z = (X - mu) W^T, (n, k), with the mu that is handed in, also for new data."""
    assert student.pca_transform(plane.X, plane.mu, plane.W) == plane.near_scores()


@task(points=1)
@given(planes(1))
def test_pca_transform_takes_a_single_sample(student, plane):
    """X (1, d) gives Z (1, k)."""
    assert student.pca_transform(plane.X, plane.mu, plane.W) == plane.near_scores()


@task(points=4)
@given(planes(5))
def test_pca_reconstruct_goes_back(student, plane):
    """X_hat = Z W + mu, (n, d)."""
    assert student.pca_reconstruct(plane.Z, plane.mu, plane.W) == plane.near_points()


@task(points=2)
@given(planes(5))
def test_pca_reconstruct_of_transform_is_a_projection(student, plane):
    """Going there and back once is as good as twice, and what is left out is at right angles to W."""
    once = student.pca_reconstruct(student.pca_transform(plane.X, plane.mu, plane.W), plane.mu, plane.W)
    assert once == near(shaped(*plane.X.shape), names="X_hat")
    twice = student.pca_reconstruct(student.pca_transform(once, plane.mu, plane.W), plane.mu, plane.W)
    S = float(np.abs(upcast(plane.X)).sum() + np.abs(upcast(plane.mu)).sum() + 1)
    assert twice == near(upcast(np.asarray(once)), scale=S, terms=plane.terms, like=plane.X, names="twice")
    left = (upcast(plane.X) - upcast(np.asarray(once))) @ upcast(plane.W).T
    name = "(X - X_hat) W^T"
    assert left == near(np.zeros(left.shape), scale=S, terms=plane.terms, like=plane.X, names=name)

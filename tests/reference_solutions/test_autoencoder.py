"""The reference of `autoencoder` agrees with other people's PCA, with torch, and with in-class exercise 3."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA
from torch import nn

ref = import_module("reference_solutions.autoencoder")  # so loaded, its untyped page is Any to mypy
DATA = Path(__file__).parents[2] / "assignments" / "autoencoder" / "data" / "digits.npz"
SIZES = [64, 128, 32, 2]


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Networks as small as these are slower with several."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def digits() -> tuple[Any, Any]:
    """Pixels from 0 to 1 to train on, and every fifth digit, held out."""
    images = np.load(DATA)["images"]
    X = (images.reshape(len(images), -1) / 16).astype(np.float32)
    held_out = np.arange(len(X)) % 5 == 0
    return X[~held_out], X[held_out]


def drawn(n: int, d: int, seed: int = 0) -> Any:
    """Samples with a different variance along each axis of a turned frame, not around 0."""
    rng = np.random.default_rng(seed)
    axes = np.linalg.qr(rng.normal(size=(d, d)))[0]
    return rng.normal(size=(n, d)) * np.arange(1, d + 1) @ axes + rng.normal(size=d)


def error(X: Any, X_hat: Any) -> float:
    """Mean of the squares."""
    return float(((X - X_hat) ** 2).mean())


def pca_error(X: Any, T: Any, k: int) -> float:
    """Of new samples T, by the k principal components of X."""
    mu, W, _ = ref.pca_fit(X, k)
    return error(T, ref.pca_reconstruct(ref.pca_transform(T, mu, W), mu, W))


def answered(net: Any, X: Any) -> Any:
    """What a network answers, as an array."""
    with torch.no_grad():
        return net.eval()(torch.tensor(X)).numpy()


@pytest.mark.parametrize(("n", "d", "k"), [(20, 5, 2), (20, 5, 5), (4, 9, 3), (7, 1, 1)])
def test_pca_agrees_with_scikit_learn(n: int, d: int, k: int) -> None:
    """Mean, variances, projector and reconstruction, also with fewer samples than features."""
    X, T = drawn(n, d), drawn(6, d, seed=1)
    mu, W, lam = ref.pca_fit(X, k)
    theirs = PCA(k, svd_solver="full").fit(X)
    assert np.abs(mu - theirs.mean_).max() < 1e-12
    assert np.abs(lam - theirs.explained_variance_).max() < 1e-10
    assert np.abs(W.T @ W - theirs.components_.T @ theirs.components_).max() < 1e-10
    there = theirs.inverse_transform(theirs.transform(T))
    assert np.abs(ref.pca_reconstruct(ref.pca_transform(T, mu, W), mu, W) - there).max() < 1e-10


def test_the_worked_example_of_the_handout_is_right() -> None:
    """Mean (3, 3), variance 9 along (1, 1), loss 1, and scores -2.83, -0.71, -0.71, 4.24 up to their sign."""
    X = np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0], [6.0, 6.0]])
    mu, W, lam = ref.pca_fit(X, 1)
    Z = ref.pca_transform(X, mu, W)
    assert mu.tolist() == [3, 3]
    assert abs(lam[0] - 9) < 1e-12
    assert np.round(Z[:, 0] * np.sign(W[0, 0]), 2).tolist() == [-2.83, -0.71, -0.71, 4.24]
    assert abs(error(X, ref.pca_reconstruct(Z, mu, W)) * X.size - 1) < 1e-12
    assert sum(p.numel() for p in ref.Autoencoder([3, 4, 2]).parameters()) == 53


def test_the_networks_of_the_lecture_have_their_sizes() -> None:
    """2,823,286 parameters with a code of 2, as on paper; the convolutional one has far fewer."""
    sizes = [784, 1000, 500, 250, 2]
    with torch.device("meta"):
        counts = [sum(p.numel() for p in ref.Autoencoder([*sizes[:-1], k]).parameters()) for k in (2, 30)]
        conv = sum(p.numel() for p in ref.ConvAutoencoder(8).parameters())
    assert counts == [2_823_286, 2_837_314]
    assert conv < 20_000


@pytest.mark.parametrize("k", [1, 8])
def test_convolutions_go_there_and_back(k: int) -> None:
    """Images have their shape again, codes k numbers, and forward is decode of encode."""
    net, x = ref.ConvAutoencoder(k).eval(), torch.rand(3, 1, 28, 28)
    assert net.encode(x).shape == (3, k)
    assert net(x).shape == x.shape
    assert torch.equal(net(x), net.decode(net.encode(x)))


@pytest.mark.slow
def test_a_single_step_of_training_is_that_of_torch() -> None:
    """One batch, one epoch: the weights after a step of torch's Adam, and the loss before it."""
    X = drawn(8, 4).astype(np.float32)
    ours, theirs = ref.Autoencoder([4, 3, 2]), ref.Autoencoder([4, 3, 2])
    theirs.load_state_dict(ours.state_dict())
    losses = ref.train_autoencoder(ours, X, 1, 0.01, np.random.default_rng(0))
    loss: Any = nn.functional.mse_loss(theirs(torch.tensor(X)), torch.tensor(X))
    loss.backward()
    torch.optim.Adam(theirs.parameters(), lr=0.01).step()
    assert abs(losses[0] - loss.item()) < 1e-5 * loss.item()
    for p, q in zip(ours.parameters(), theirs.parameters(), strict=True):
        assert (p - q).abs().max() < 1e-5


@pytest.mark.slow
def test_a_code_of_two_numbers_beats_pca_on_held_out_digits() -> None:
    """In-class exercise 3: with hidden layers it is not linear, and loses at most 0.8 of what PCA loses."""
    X, T = digits()
    torch.manual_seed(0)
    net = ref.Autoencoder(SIZES)
    losses = ref.train_autoencoder(net, X, 40, 5e-3, np.random.default_rng(0))
    assert losses[-1] < 0.7 * losses[0]
    assert error(T, answered(net, T)) < 0.8 * pca_error(X, T, 2)
    off = (
        answered(net, X[:9]) + answered(net, T[:9]) - answered(net, X[:9] + T[:9]) - answered(net, 0 * T[:9])
    )
    assert np.abs(off).max() > 0.1


@pytest.mark.slow
def test_without_hidden_layers_it_ends_on_the_plane_of_pca() -> None:
    """In-class exercise 3: what is linear is no better than PCA, and finds its plane."""
    X = (drawn(500, 6) @ np.diag([1, 1, 0.05, 0.05, 0.05, 0.05]) / 4).astype(np.float32)
    net = ref.Autoencoder([6, 2])
    ref.train_autoencoder(net, X, 200, 0.01, np.random.default_rng(0))
    best = pca_error(X, X, 2)
    assert 0.999 * best < error(X, answered(net, X)) < 1.05 * best


@pytest.mark.parametrize(("far", "degrees"), [(0, 0), (60, 90)])
def test_one_far_sample_turns_the_first_direction(far: float, degrees: float) -> None:
    """In-class exercise 3: PCA is not robust against outliers."""
    X = np.array([[-2.0, 0], [-1, 0], [1, 0], [2, 0], [0, far]])
    _, W, _ = ref.pca_fit(X, 1)
    assert abs(np.degrees(np.arctan2(*np.abs(W[0, ::-1]))) - degrees) < 1e-6

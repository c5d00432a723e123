"""The reference of backprop against oracles that share no code with it.

Three of them: torch's own functions and autograd in double precision, finite differences of the
reference's forward pass, and numbers worked out by hand (the working stands in a comment).
"""

import math
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

ref = import_module("reference_solutions.backprop")  # so loaded, its untyped pages are Any to mypy
Array = np.ndarray[Any, np.dtype[Any]]
Float = type[np.floating[Any]]
LEAD = [(4,), (4, 1), (1, 3), (2, 3, 2), (3, 2, 1, 2)]


def draw(*shape: int, seed: int = 0, away: float = 0.0) -> Array:
    """Normal numbers, none of them closer to 0 than `away`."""
    z: Array = np.random.default_rng([seed, *shape]).normal(size=shape)
    moved: Array = z + np.copysign(away, z)
    return moved


def leaf(x: Array) -> Any:
    """x as a double tensor that collects a gradient."""
    return torch.tensor(x, dtype=torch.float64, requires_grad=True)


def assert_close(got: Any, want: Any, tol: float = 1e-11) -> None:
    """Same shape and, element by element, within tol of the larger of 1 and |want|."""
    want = want.detach().numpy() if isinstance(want, torch.Tensor) else np.asarray(want)
    got = np.asarray(got)
    assert got.shape == want.shape
    assert (np.abs(got - want) <= tol * np.maximum(1, np.abs(want))).all()


def central(f: Callable[[Array], Any], x: Array, h: float = 6e-6) -> Array:
    """Central differences of a scalar function, written apart from the reference's own."""
    slopes = []
    for i in range(x.size):
        up, down = x.copy(), x.copy()
        up.flat[i] += h
        down.flat[i] -= h
        slopes.append(float(f(up) - f(down)) / (2 * h))
    return np.array(slopes).reshape(x.shape)


# ---- layers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(4, 3), (1, 1), (2, 3, 2), (3, 2, 1, 2)])
def test_affine_agrees_with_torch(shape: tuple[int, ...]) -> None:
    """out, dx, dw and db are those of torch.nn.functional.linear, for x with one, two and three axes."""
    D = math.prod(shape[1:])
    x, w, b, dout = draw(*shape), draw(D, 2), draw(2), draw(shape[0], 2, seed=1)
    tx, tw, tb = leaf(x), leaf(w), leaf(b)
    want: Any = F.linear(tx.flatten(1), tw.T, tb)
    want.backward(torch.tensor(dout))
    out, cache = ref.affine_forward(x, w, b)
    assert_close(out, want)
    for got, tensor in zip(ref.affine_backward(dout, cache), (tx, tw, tb), strict=True):
        assert_close(got, tensor.grad)


def test_affine_by_hand() -> None:
    """One sample (1, 2), w = [[1, 0], [3, -1]], b = (0.5, 0): worked out on paper."""
    # out = (1*1 + 2*3 + 0.5, 1*0 + 2*(-1) + 0) = (7.5, -2);  with dout = (1, 2):
    # dx = (1*1 + 2*0, 1*3 + 2*(-1)) = (1, 1);  dw = [[1*1, 1*2], [2*1, 2*2]];  db = dout
    x, w, b = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [3.0, -1.0]]), np.array([0.5, 0.0])
    out, cache = ref.affine_forward(x, w, b)
    dx, dw, db = ref.affine_backward(np.array([[1.0, 2.0]]), cache)
    assert_close(out, [[7.5, -2.0]])
    assert_close(dx, [[1.0, 1.0]])
    assert_close(dw, [[1.0, 2.0], [2.0, 4.0]])
    assert_close(db, [1.0, 2.0])


@pytest.mark.parametrize("name", ["relu", "sigmoid", "tanh"])
@pytest.mark.parametrize("shape", LEAD)
def test_activations_agree_with_torch(name: str, shape: tuple[int, ...]) -> None:
    """Forward and backward of relu, sigmoid and tanh are torch's, in any shape."""
    x, dout = draw(*shape, away=0.01), draw(*shape, seed=1)
    tx = leaf(x)
    want = getattr(torch, name)(tx)
    want.backward(torch.tensor(dout))
    out, cache = getattr(ref, f"{name}_forward")(x)
    assert_close(out, want)
    assert_close(getattr(ref, f"{name}_backward")(dout, cache), tx.grad)


def test_activations_by_hand() -> None:
    """At log 3 the sigmoid is 3/4 with slope 3/16, and tanh is 4/5 with slope 9/25."""
    # e^-log 3 = 1/3, 1/(1 + 1/3) = 3/4, 3/4 * 1/4 = 3/16;  (3 - 1/3)/(3 + 1/3) = 8/10, 1 - 16/25 = 9/25
    x, one = np.array([math.log(3)]), np.ones(1)
    s, s_cache = ref.sigmoid_forward(x)
    t, t_cache = ref.tanh_forward(x)
    assert_close([s, ref.sigmoid_backward(one, s_cache)], [[3 / 4], [3 / 16]])
    assert_close([t, ref.tanh_backward(one, t_cache)], [[4 / 5], [9 / 25]])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_activations_saturate_without_a_warning(dtype: Float) -> None:
    """At +-1000 the sigmoid is 0 or 1 and tanh -1 or 1, and no floating-point warning is raised."""
    x = np.array([-1000, 1000], dtype)
    assert ref.sigmoid_forward(x)[0].tolist() == [0, 1]
    assert ref.tanh_forward(x)[0].tolist() == [-1, 1]


# ---- losses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("N", "C"), [(5, 4), (1, 3), (3, 1), (2, 2)])
def test_softmax_loss_agrees_with_torch(N: int, C: int) -> None:
    """Loss and gradient are those of torch.nn.functional.cross_entropy."""
    x, y = 5 * draw(N, C), np.arange(N) % C
    tx = leaf(x)
    want: Any = F.cross_entropy(tx, torch.tensor(y))
    want.backward()
    loss, dx = ref.softmax_loss(x, y)
    assert_close(loss, want)
    assert_close(dx, tx.grad)


def test_softmax_loss_by_hand() -> None:
    """Odds 1 : 3 in a row and 1 : 1 in the next give a loss of log(8/3) / 2."""
    # rows of probabilities (1/4, 3/4) and (1/2, 1/2), labels 1 and 0: (log 4/3 + log 2) / 2 = log(8/3) / 2
    # dx = (p - one_hot) / 2 = [[1/8, -1/8], [-1/4, 1/4]]
    loss, dx = ref.softmax_loss(np.array([[0.0, math.log(3)], [7.0, 7.0]]), np.array([1, 0]))
    assert_close(loss, math.log(8 / 3) / 2)
    assert_close(dx, [[1 / 8, -1 / 8], [-1 / 4, 1 / 4]])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_softmax_loss_is_right_for_far_logits(dtype: Float) -> None:
    """Logits 1000 and 0 with the label on the 0 cost 1000; the other row, far away, costs log 2."""
    x, y = np.array([[1000, 0], [-9000, -9000]], dtype), np.array([1, 0])
    loss, dx = ref.softmax_loss(x, y)
    assert_close(loss, (1000 + math.log(2)) / 2, tol=1e-6)
    assert_close(dx, [[0.5, -0.5], [-0.25, 0.25]], tol=1e-6)


@pytest.mark.parametrize("shape", LEAD)
def test_mse_loss_agrees_with_torch(shape: tuple[int, ...]) -> None:
    """Loss and gradient are those of torch.nn.functional.mse_loss, the mean over all elements."""
    y_hat, y = draw(*shape), draw(*shape, seed=1)
    t_hat = leaf(y_hat)
    want: Any = F.mse_loss(t_hat, torch.tensor(y))
    want.backward()
    loss, grad = ref.mse_loss(y_hat, y)
    assert_close(loss, want)
    assert_close(grad, t_hat.grad)


@pytest.mark.parametrize(("N", "C"), [(5, 4), (1, 3), (3, 1)])
def test_svm_loss_agrees_with_torch(N: int, C: int) -> None:
    """Loss and gradient are those of multi_margin_loss, which divides by C as well."""
    x, y = draw(N, C), np.arange(N) % C
    tx = leaf(x)
    want: Any = F.multi_margin_loss(tx, torch.tensor(y)) * C
    want.backward()
    loss, dx = ref.svm_loss(x, y)
    assert_close(loss, want)
    assert_close(dx, tx.grad)


def test_svm_loss_by_hand() -> None:
    """Scores (3, 2.5, -1) cost 0.5 with label 0, and 1.5 + 4.5 with label 1 of (3, 2.5, 6)."""
    # row 1, y = 0: max(0, 2.5-3+1) = 0.5, max(0, -1-3+1) = 0;  row 2, y = 1: 3-2.5+1 = 1.5, 6-2.5+1 = 4.5
    # loss (0.5 + 6) / 2 = 3.25;  dx rows (-1, 1, 0) / 2 and (1, -2, 1) / 2
    loss, dx = ref.svm_loss(np.array([[3, 2.5, -1], [3, 2.5, 6]]), np.array([0, 1]))
    assert_close(loss, 3.25)
    assert_close(dx, [[-0.5, 0.5, 0], [0.5, -1, 0.5]])


# ---- gradients of any function ----------------------------------------------------------------------


def test_numerical_gradient_of_a_cubic_shows_its_h() -> None:
    """On x^3 a central difference gives 3 x^2 + h^2 exactly: 12.01 at x = 2 with h = 0.1."""
    # (2.1^3 - 1.9^3) / 0.2 = (9.261 - 6.859) / 0.2 = 12.01
    got = ref.numerical_gradient(lambda x: (x**3).sum(), np.array([2.0, -1.0]), 0.1)
    assert_close(got, [12.01, 3.01])


def test_numerical_gradient_agrees_with_torch() -> None:
    """With the default h it is autograd's gradient to nine digits, in the shape of x."""
    x = draw(2, 3)
    tx = leaf(x)
    (tx.sin() * tx.exp()).sum().backward()
    assert_close(ref.numerical_gradient(lambda v: (np.sin(v) * np.exp(v)).sum(), x), tx.grad, tol=1e-9)


@pytest.mark.parametrize("steps", [0, 1, 7])
def test_gradient_descent_agrees_with_torch_sgd(steps: int) -> None:
    """After any number of steps w is where torch.optim.SGD gets to on |w|^2 + sum w^3."""
    w0 = 0.3 * draw(2, 2)
    w = leaf(w0)
    sgd = torch.optim.SGD([w], lr=0.1)
    for _ in range(steps):
        sgd.zero_grad()
        (w**2 + w**3).sum().backward()
        sgd.step()
    assert_close(ref.gradient_descent(lambda v: 2 * v + 3 * v**2, w0, 0.1, steps), w)


def network(dtype: Float = np.float64) -> tuple[dict[str, Array], Array, Array]:
    """Parameters, data and labels of a small two-layer network."""
    shapes = {"W1": (3, 5), "b1": (5,), "W2": (5, 4), "b2": (4,)}
    params = {name: draw(*shape, seed=2).astype(dtype) for name, shape in shapes.items()}
    return params, draw(6, 3).astype(dtype), np.arange(6) % 4


@pytest.mark.parametrize("reg", [0.0, 0.7])
def test_mlp_loss_agrees_with_torch(reg: float) -> None:
    """Loss and all four gradients are autograd's, with and without regularisation."""
    params, X, y = network()
    W1, b1, W2, b2 = leaves = [leaf(params[name]) for name in params]
    scores = (torch.tensor(X) @ W1 + b1).relu() @ W2 + b2
    want: Any = F.cross_entropy(scores, torch.tensor(y)) + 0.5 * reg * ((W1**2).sum() + (W2**2).sum())
    want.backward()
    loss, grads = ref.mlp_loss(params, X, y, reg)
    assert_close(loss, want)
    assert grads.keys() == params.keys()
    for got, tensor in zip(grads.values(), leaves, strict=True):
        assert_close(got, tensor.grad)


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
def test_mlp_gradients_agree_with_differences(name: str) -> None:
    """Each gradient of mlp_loss is the central difference of its loss."""
    params, X, y = network()
    _, grads = ref.mlp_loss(params, X, y, 0.1)
    assert_close(
        grads[name], central(lambda p: ref.mlp_loss(params | {name: p}, X, y, 0.1)[0], params[name]), 1e-7
    )


# ---- what holds for all of them -----------------------------------------------------------------------


def every_call(dtype: Float) -> list[tuple[Any, tuple[Any, ...]]]:
    """Each function of the reference with arguments of this dtype."""
    x, w, b, dout = (draw(*shape).astype(dtype) for shape in [(3, 4), (4, 2), (2,), (3, 2)])
    y = np.array([0, 3, 1])
    forward = [(f, (x,)) for f in (ref.relu_forward, ref.sigmoid_forward, ref.tanh_forward)]
    backward = [(f, (x, x)) for f in (ref.relu_backward, ref.sigmoid_backward, ref.tanh_backward)]
    return [
        *forward,
        *backward,
        (ref.affine_forward, (x, w, b)),
        (ref.affine_backward, (dout, (x, w))),
        (ref.softmax_loss, (x, y)),
        (ref.svm_loss, (x, y)),
        (ref.mse_loss, (x, x + 1)),
        (ref.gradient_descent, (lambda v: 2 * v, x, 0.1, 3)),
        (ref.mlp_loss, (*network(dtype), 0.1)),
    ]


def arrays_in(value: Any) -> list[Any]:
    """The arrays and numpy scalars inside tuples and dicts."""
    if isinstance(value, tuple | dict):
        return [a for part in (value.values() if isinstance(value, dict) else value) for a in arrays_in(part)]
    return [value] if isinstance(value, np.ndarray | np.generic) else []


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_function_keeps_the_dtype_of_its_inputs(dtype: Float) -> None:
    """float32 in gives float32 out, float64 in float64 out."""
    for f, args in every_call(dtype):
        dtypes = {a.dtype for a in arrays_in(f(*args))}
        assert dtypes == {np.dtype(dtype)}, f.__name__


def test_no_function_changes_its_arguments() -> None:
    """The arguments after a call are, bit for bit, those before it."""
    for f, args in every_call(np.float64):
        before = [a.tobytes() for a in arrays_in(args)]
        f(*args)
        assert [a.tobytes() for a in arrays_in(args)] == before, f.__name__


def test_numerical_gradient_never_shows_f_the_array_itself() -> None:
    """A function that overwrites what it is given does not change x."""
    x = draw(3)
    before = x.copy()

    def overwrite(v: Array) -> float:
        total = float((v**2).sum())
        v[:] = 0
        return total

    assert_close(ref.numerical_gradient(overwrite, x), 2 * before, tol=1e-9)
    assert (x == before).all()

"""Back-propagation, part 3: gradients of any function, descent along them, and a network (Lecture 4).

    N  samples, D features, H hidden units, C classes
    X  (N, D)  data, y (N,)  labels;  W1 (D, H), b1 (H,), W2 (H, C), b2 (C,)  parameters
    S  sum of the absolute values of the terms of a sum: the scale of its rounding

Expected values come from the reference in float64, for the very numbers that were sent.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import callback, conventions, difference, near, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes, labels, shapes, sizes
from reference_solutions import backprop as reference

HALF = 0.5 if conventions(__file__)["l2_half"] else 1.0
KINK = 1e-2  # how far hidden units stay away from 0
COMPOSED = (1e-8, 2e-4)  # of S, in float64 and float32: several layers one after the other


@dataclass(frozen=True)
class Cubic:
    """f(x) = sum of a x^3 + b x^2 + c x over the elements, a point x and a step h."""

    a: np.ndarray
    b: np.ndarray
    c: np.ndarray
    x: np.ndarray
    h: float

    def __call__(self, x):
        """The value at x."""
        return float((self.a * x**3 + self.b * x**2 + self.c * x).sum())

    def parts(self):
        """a, b, c and x."""
        return self.a, self.b, self.c, self.x

    def magnitude(self):
        """S of a difference quotient: the absolute values of all terms of f around x, over h."""
        around = Cubic(*map(np.abs, self.parts()), self.h)
        return around(around.x + self.h) / self.h


SMALL_SHAPES = ((1,), (2,), (3,), (4,), (1, 1), (2, 1), (1, 2), (2, 2))


@st.composite
def cubics(draw, shapes=SMALL_SHAPES[:4]):
    """A Cubic of one axis and at most four elements, with a step large enough to be seen."""
    shape, h = draw(st.sampled_from(shapes)), draw(st.sampled_from((0.1, 0.2, 0.5)))
    return Cubic(draw(arrays(shape, away=0.1)), *(draw(arrays(shape)) for _ in "bcx"), h)


@st.composite
def lines(draw):
    """A Cubic that is a straight line, on one axis or two: every difference quotient is its slope c."""
    f = draw(cubics(SMALL_SHAPES))
    return Cubic(0 * f.a, 0 * f.b, f.a, f.x, f.h)


@dataclass(frozen=True)
class Descent:
    """grad(w) = a (w - c), element by element: the gradient of a bowl around c."""

    a: np.ndarray
    c: np.ndarray
    w0: np.ndarray
    lr: float
    steps: int

    @property
    def grad(self):
        """The gradient, as student code may call it."""
        return callback(lambda w: self.a * (w - self.c), shape=self.w0.shape)

    def after(self, steps):
        """w after so many steps: the distance to c shrinks by 1 - lr a in each."""
        return self.c + (1 - self.lr * self.a) ** steps * (self.w0 - self.c)

    def near(self, steps):
        """The claim about w after so many steps, none of which leaves |w0| + 2 |c|."""
        exact = upcast(self)
        S = np.abs(exact.w0) + 2 * np.abs(exact.c)
        return near(exact.after(steps), scale=S, times=10 * (steps + 1), like=self.w0, names="w")

    def near_first_move(self):
        """The claim about how far the first step goes."""
        exact = upcast(self)
        S = np.abs(exact.w0) + 2 * np.abs(exact.c)
        wanted = np.abs(exact.after(1) - exact.w0)
        return near(wanted, scale=S, times=20, like=self.w0, names="the first move")


@st.composite
def descents(draw, *distances):
    """A Descent that does not diverge: 0 < lr a <= 2 (at 2 it oscillates).

    It starts within 3 times one of these distances of 0. Where that is tiny c is 0, so that S is tiny too.
    """
    shape, dtype = draw(shapes()), draw(dtypes())
    a = np.abs(draw(arrays((1,) * len(shape), dtype, scale=2 / 3, away=0.02)))
    lr, steps = draw(st.sampled_from((0.5, 1.0, 0.7, 0.1))), draw(st.integers(1, 12))
    distance, c, w0 = draw(st.sampled_from(distances)), draw(arrays(shape, dtype)), draw(arrays(shape, dtype))
    return Descent(a, c * (distance == 1), w0 * w0.dtype.type(distance), lr, steps)


@dataclass(frozen=True)
class Network:
    """A network of two layers with its data."""

    params: dict  # W1 (D, H), b1 (H,), W2 (H, C), b2 (C,)
    X: np.ndarray  # (N, D)
    y: np.ndarray  # (N,)
    reg: float


@st.composite
def networks(draw):
    """A Network without a hidden unit near its kink: b1 moves until none is."""
    N, D, H, C = draw(sizes(3, 3, 3, (2, 4)))
    dtype = draw(dtypes())
    X, W1, b1 = draw(arrays((N, D), dtype)), draw(arrays((D, H), dtype, scale=0.5)), draw(arrays(H, dtype))
    moves = KINK * 3 * np.arange(N + 1)[:, None, None]  # each sample forbids one move at most
    distance = np.abs(upcast(X) @ upcast(W1) + upcast(b1) + moves).min(axis=1)  # (N + 1, H)
    b1 = (b1 + moves[np.argmax(distance >= KINK, axis=0), 0, 0]).astype(dtype)
    params = {"W1": W1, "b1": b1, "W2": draw(arrays((H, C), dtype, scale=0.5)), "b2": draw(arrays(C, dtype))}
    return Network(params, X, draw(labels(N, C)), draw(st.sampled_from((0.5, 0.1, 1.0, 2.0))))


# ---- gradients of any function, and descent along them ------------------------------------------


@task(points=3, examples=40)
@given(cubics())
def test_numerical_gradient_is_the_central_difference(student, f):
    """(f(x + h e_i) - f(x - h e_i)) / 2h for every element i, with the h that was given."""
    wanted = reference.numerical_gradient(f, f.x, f.h)
    got = student.numerical_gradient(callback(f, shape=f.x.shape, flat=True), f.x, f.h)
    assert got == near(wanted, scale=f.magnitude(), terms=3 * f.x.size)


@task(points=2, examples=40)
@given(sizes(2).flatmap(arrays))
def test_numerical_gradient_of_the_lecture_functions(student, w):
    """w^2 has the slope 2w, and w1^2 + w2^2 the gradient (2 w1, 2 w2): exactly, for any h."""
    h, squares = 0.1, Cubic(np.zeros_like(w), np.ones_like(w), np.zeros_like(w), w, 0.1)
    got = student.numerical_gradient(callback(squares, shape=w.shape, flat=True), w, h)
    assert got == near(2 * w, scale=squares.magnitude(), terms=w.size)


@task(points=1, examples=40)
@given(cubics())
def test_numerical_gradient_has_a_small_step_of_its_own(student, f):
    """h may be left out: the step is then so small that the answer is the derivative, 3 a x^2 + 2 b x + c."""
    slope, S = (3 * a * x**2 + 2 * b * x + c for a, b, c, x in (f.parts(), map(abs, f.parts())))
    got = student.numerical_gradient(callback(f, shape=f.x.shape, flat=True), f.x)
    assert got == near(slope, scale=S + 1, floor=(1e-3, 1e-3))


@task(points=1, examples=40)
@given(lines())
def test_numerical_gradient_leaves_x_alone(student, f):
    """f is only given arrays in the shape of x, and x is afterwards what it was."""
    x = student.given.same(f.x)
    got = student.numerical_gradient(callback(f, shape=f.x.shape), x, f.h)
    assert got == near(f.c, scale=f.magnitude(), terms=f.x.size)
    assert student.given.same(x) == near(f.x, names="x")


@task(points=4, examples=40)
@given(descents(1, 1e-7, 1e-9))
def test_gradient_descent_takes_the_steps_it_is_told(student, bowl):
    """w_{k+1} = w_k - lr grad(w_k), as many times as `steps` says, however small the gradient is."""
    assert student.gradient_descent(bowl.grad, bowl.w0, bowl.lr, bowl.steps) == bowl.near(bowl.steps)


@task(points=1, examples=40)
@given(descents(1))
def test_gradient_descent_of_no_steps_is_the_start(student, bowl):
    """steps = 0 gives w0 back; one step moves every element by lr |grad(w0)|."""
    start = student.gradient_descent(bowl.grad, bowl.w0, bowl.lr, 0)
    assert start == near(bowl.w0, names="w")
    moved = np.abs(difference(student.gradient_descent(bowl.grad, bowl.w0, bowl.lr, 1), start))
    assert moved == bowl.near_first_move()


# ---- a network of two layers --------------------------------------------------------------------


def near_mlp(net, reg):
    """The claims about the loss and the gradients."""
    exact = upcast(net)
    loss, grads = reference.mlp_loss(exact.params, exact.X, exact.y, reg)
    S_loss, S_grads = mlp_scales(exact, reg)
    names, how = {name: f"d{name}" for name in grads}, how_composed(net)
    return near(loss, scale=S_loss, names="loss", **how), near(grads, scale=S_grads, names=names, **how)


def how_composed(net):
    """How close a network must come, given S."""
    return {"terms": 1, "floor": COMPOSED, "like": (net.X, net.params)}


def mlp_scales(net, reg):
    """S of the loss, and of the gradients by name: the absolute values, propagated.

    The gradient of the softmax loss, (p - one-hot) / N, has an S of at most itself and 2 one-hot / N.
    """
    params, absolute = net.params, {name: np.abs(param) for name, param in net.params.items()}
    hidden = net.X @ params["W1"] + params["b1"]  # (N, H)
    loss, dscores = reference.softmax_loss(np.maximum(hidden, 0) @ params["W2"] + params["b2"], net.y)
    active = (np.abs(net.X) @ absolute["W1"] + absolute["b1"]) * (hidden > 0)  # (N, H)
    dscores = np.abs(dscores) + 2 * np.eye(dscores.shape[1])[net.y] / len(net.y)  # (N, C)
    dhidden = dscores @ absolute["W2"].T * (hidden > 0)  # (N, H)
    rounding = (active @ absolute["W2"] + absolute["b2"]).max() / 10
    return loss + np.log(dscores.shape[1]) + 1 + rounding + penalty(params, reg), {
        "W1": np.abs(net.X).T @ dhidden + 2 * HALF * reg * absolute["W1"],
        "b1": dhidden.sum(axis=0),
        "W2": active.T @ dscores + 2 * HALF * reg * absolute["W2"],
        "b2": dscores.sum(axis=0),
    }


def penalty(params, reg):
    """The sum of the squared weights, biases left out, times reg or reg / 2."""
    return HALF * reg * float((params["W1"] ** 2).sum() + (params["W2"] ** 2).sum())


def pull(params, reg):
    """Its gradient."""
    return {name: 2 * HALF * reg * param * (name in ("W1", "W2")) for name, param in params.items()}


@task(points=4)
@given(networks())
def test_mlp_loss_without_regularisation(student, net):
    """With reg = 0 the loss is the softmax loss of affine - ReLU - affine."""
    loss, _ = unpack(student.mlp_loss(net.params, net.X, net.y, 0.0), "loss", "grads")
    assert loss == near_mlp(net, 0.0)[0]


@task(points=6)
@given(networks())
def test_mlp_gradients_without_regularisation(student, net):
    """With reg = 0 the gradients of W1, b1, W2 and b2 are those of that loss."""
    _, grads = unpack(student.mlp_loss(net.params, net.X, net.y, 0.0), "loss", "grads")
    assert grads == near_mlp(net, 0.0)[1]


@task(points=2)
@given(networks())
def test_mlp_loss_adds_the_penalty_on_the_weights(student, net):
    """The loss at reg minus the loss at 0 is the penalty of the handout: on weights, not on biases."""
    loss, _ = unpack(student.mlp_loss(net.params, net.X, net.y, net.reg), "loss", "grads")
    plain, _ = unpack(student.mlp_loss(net.params, net.X, net.y, 0.0), "loss", "grads")
    exact = upcast(net)
    S, _ = mlp_scales(exact, net.reg)
    assert difference(loss, plain) == near(penalty(exact.params, net.reg), scale=S, **how_composed(net))


@task(points=2)
@given(networks())
def test_mlp_gradients_add_the_slope_of_the_penalty(student, net):
    """The gradients at reg minus those at 0 are the slopes of the penalty: nothing for the biases."""
    _, grads = unpack(student.mlp_loss(net.params, net.X, net.y, net.reg), "loss", "grads")
    _, plain = unpack(student.mlp_loss(net.params, net.X, net.y, 0.0), "loss", "grads")
    exact = upcast(net)
    _, S = mlp_scales(exact, net.reg)
    assert difference(grads, plain) == near(pull(exact.params, net.reg), scale=S, **how_composed(net))

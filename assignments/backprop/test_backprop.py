"""Back-propagation: every layer forward and back, the losses, a network of them, and Value (Lecture 4).

    N  samples, D features, M outputs, H hidden units, C classes
    x  (N, D) or (N, d_1, ..., d_k)  input;  w (D, M), b (M,)  weights and biases;  y (N,)  labels
    dout  gradient of the loss with respect to a layer's output;  dx dw db  in the shapes of x w b
    S, K  sum of the absolute values of the terms of a sum, and their number: the scale of its rounding

Expected values come from the reference in float64, for the very numbers that were sent.
"""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import between, callback, near, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes, labels, numbers, shapes, sizes
from reference_solutions import backprop as reference

ELEMENTWISE = {"terms": 0, "floor": (1e-12, 0.0)}  # 32 eps of the scale, as for a single operation
COMPOSED = (1e-8, 2e-4)  # several layers one after the other
KINK = 1e-2  # how far the ordinary inputs stay away from a kink


# ---- what is drawn -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Layer:
    """An affine layer, its input, and a gradient that arrives at its output."""

    x: np.ndarray  # (N, d_1, ..., d_k)
    w: np.ndarray  # (D, M)
    b: np.ndarray  # (M,)
    dout: np.ndarray  # (N, M)


@st.composite
def layers(draw, *axes):
    """A Layer whose samples have so many axes (one of the numbers given)."""
    k = draw(st.sampled_from(axes))
    N, M, *sides = draw(sizes(4, 3, *[4 if k == 1 else 3] * k))
    dtype, D = draw(dtypes()), int(np.prod(sides))
    return Layer(
        draw(arrays((N, *sides), dtype)),
        draw(arrays((D, M), dtype)),
        draw(arrays(M, dtype)),
        draw(arrays((N, M), dtype)),
    )


@dataclass(frozen=True)
class Signal:
    """The input of an element-wise layer, and a gradient that arrives at its output: same shape."""

    x: np.ndarray
    dout: np.ndarray


@st.composite
def signals(draw, scale=1.0, away=0.0):
    """A Signal of any shape, x from -3 scale to 3 scale."""
    shape, dtype = draw(shapes()), draw(dtypes())
    return Signal(draw(arrays(shape, dtype, scale=scale, away=away)), draw(arrays(shape, dtype)))


@st.composite
def signals_at_zero(draw):
    """A Signal in which x is 0, -1 or 1."""
    drawn = draw(signals())
    return Signal(np.clip(np.trunc(drawn.x), -1, 1) * (drawn.x != 1), drawn.dout)


@dataclass(frozen=True)
class Scored:
    """Scores (logits) of the classes for every sample, and the right class."""

    x: np.ndarray  # (N, C)
    y: np.ndarray  # (N,)


@st.composite
def scored(draw, scale=1.0):
    """Scores from -3 scale to 3 scale."""
    N, C = draw(sizes(4, 5))
    return Scored(draw(arrays((N, C), draw(dtypes()), scale=scale)), draw(labels(N, C)))


@st.composite
def scored_with_offsets(draw):
    """Scores with up to 1e4 added to (or taken from) every score of a sample."""
    drawn = draw(scored(scale=5.0))
    offsets = draw(arrays((len(drawn.x), 1), drawn.x.dtype.name, scale=1e4 / 3))
    return Scored(drawn.x + offsets, drawn.y)


@st.composite
def scored_off_the_kink(draw):
    """Scores without a margin near 0: where it is, the score moves up by five times that distance."""
    drawn = draw(scored())
    margins = drawn.x - np.take_along_axis(drawn.x, drawn.y[:, None], 1) + 1
    moved = np.where(np.abs(margins) < KINK, drawn.x + drawn.x.dtype.type(5 * KINK), drawn.x)
    return Scored(moved, drawn.y)


@dataclass(frozen=True)
class Fit:
    """Predictions and targets of the same shape."""

    y_hat: np.ndarray
    y: np.ndarray


@st.composite
def fits(draw):
    """A Fit of any shape."""
    shape, dtype = draw(shapes()), draw(dtypes())
    return Fit(draw(arrays(shape, dtype)), draw(arrays(shape, dtype, scale=0.5)))


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

    @property
    def scale(self):
        """S of a difference quotient: all terms of f around x, over h."""
        around = np.abs(self.x) + self.h
        return float((np.abs(self.a) * around**3 + np.abs(self.b) * around**2 + np.abs(self.c) * around).sum()) / self.h


SMALL_SHAPES = ((1,), (2,), (3,), (4,), (1, 1), (2, 1), (1, 2), (2, 2))


@st.composite
def cubics(draw):
    """A Cubic of at most four elements, with a step large enough to be seen."""
    shape, h = draw(st.sampled_from(SMALL_SHAPES)), draw(st.sampled_from((0.1, 0.2, 0.5)))
    return Cubic(draw(arrays(shape, away=0.1)), *(draw(arrays(shape)) for _ in "bcx"), h)


@dataclass(frozen=True)
class Descent:
    """grad(w) = a (w - c), element by element: the gradient of a bowl around c."""

    a: np.ndarray
    c: np.ndarray
    w0: np.ndarray
    lr: float
    steps: int

    def __call__(self, w):
        """The gradient at w."""
        return self.a * (w - self.c)

    def after(self, steps):
        """w after so many steps: the distance to c shrinks by 1 - lr a in each."""
        return self.c + (1 - self.lr * self.a) ** steps * (self.w0 - self.c)

    def near(self, steps):
        """As close to that as a trajectory can be; it never leaves |w0| + 2 |c|."""
        scale = np.abs(self.w0) + 2 * np.abs(self.c) + 1
        return near(self.after(steps), scale=scale, times=10 * (steps + 1), like=(self.w0, self.a))


@st.composite
def descents(draw):
    """A Descent that does not diverge: 0 < lr a <= 2 (at 2 it oscillates)."""
    shape, dtype = draw(shapes()), draw(dtypes())
    bowl = np.abs(draw(arrays(shape, dtype, scale=2 / 3, away=0.02)))
    lr, steps = draw(st.sampled_from((1.0, 0.5, 0.1, 0.03))), draw(st.integers(1, 20))
    return Descent(bowl, draw(arrays(shape, dtype)), draw(arrays(shape, dtype)), lr, steps)


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
    N, D, H, C = draw(sizes(3, 3, 4, 4))
    dtype = draw(dtypes())
    X, W1, b1 = draw(arrays((N, D), dtype)), draw(arrays((D, H), dtype)), draw(arrays(H, dtype))
    moves = KINK * 3 * np.arange(N + 1)[:, None, None]  # each sample forbids one move at most
    distance = np.abs(upcast(X) @ upcast(W1) + upcast(b1) + moves).min(axis=1)  # (N + 1, H)
    b1 = (b1 + moves[np.argmax(distance >= KINK, axis=0), 0, 0]).astype(dtype)
    params = {"W1": W1, "b1": b1, "W2": draw(arrays((H, C), dtype)), "b2": draw(arrays(C, dtype))}
    return Network(params, X, draw(labels(N, C)), draw(st.sampled_from((0.5, 0.1, 1.0, 2.0))))


# ---- how close -----------------------------------------------------------------------------------


def near_gradients(layer):
    """The claims about dx, dw and db, each sum with its own S and K."""
    dx, dw, db = reference.affine_backward(*affine_cache(upcast(layer)))
    scales = reference.affine_backward(*affine_cache(magnitudes(upcast(layer))))
    terms = (layer.dout.shape[1], len(layer.x), len(layer.x))
    like = (layer.x, layer.w, layer.dout)
    return [
        near(want, scale=S, terms=K, like=like, names=name)
        for want, S, K, name in zip((dx, dw, db), scales, terms, ("dx", "dw", "db"), strict=True)
    ]


def affine_cache(layer):
    """The arguments of the reference's affine_backward."""
    return layer.dout, reference.affine_forward(layer.x, layer.w, layer.b)[1]


def magnitudes(layer):
    """The layer with absolute values: what it computes then is S."""
    return Layer(*map(np.abs, (layer.x, layer.w, layer.b, layer.dout)))


def near_affine(layer):
    """The claim about out = x w + b."""
    out, _ = reference.affine_forward(*inputs(upcast(layer)))
    S, _ = reference.affine_forward(*inputs(magnitudes(upcast(layer))))
    return near(out, scale=S, terms=len(layer.w) + 1, like=inputs(layer), names="out")


def inputs(layer):
    """What affine_forward takes."""
    return layer.x, layer.w, layer.b


def near_elementwise(forward, signal):
    """The claim about the output of a layer without weights."""
    return near(forward(upcast(signal.x))[0], like=signal.x, names="out")


def near_local(forward, backward, signal):
    """The claim about dx of such a layer: an error of 32 eps |dout| passes (1 - s cancels for large x)."""
    wide = upcast(signal)
    dx = backward(wide.dout, forward(wide.x)[1])
    return near(dx, scale=np.abs(wide.dout), like=(signal.x, signal.dout), names="dx", **ELEMENTWISE)


def probabilities(x):
    """Softmax of every row."""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def near_cross_entropy(drawn):
    """The claim about the loss. S of a sample: gap of y to the largest score, log of the sum, and 1.

    The hundredth of |x| is for log p = x - log sum e^x, which rounds at the size of x itself.
    """
    x, y = upcast(drawn.x), drawn.y
    gaps = x.max(axis=1) - np.take_along_axis(x, y[:, None], 1)[:, 0]
    S = float((gaps + np.log(x.shape[1]) + 1 + 0.01 * np.abs(x).max(axis=1)).mean())
    return near(reference.softmax_loss(x, y)[0], scale=S, terms=x.size, like=drawn.x, names="loss")


def near_softmax_gradient(drawn):
    """The claim about dx = (p - one-hot) / N, with S = (p + one-hot) / N (and |x| as above)."""
    x, y = upcast(drawn.x), drawn.y
    S = (probabilities(x) + one_hot(y, x)) / len(x) * (1 + 0.01 * np.abs(x).max(axis=1, keepdims=True))
    return near(reference.softmax_loss(x, y)[1], scale=S, terms=x.shape[1], like=drawn.x, names="dx")


def one_hot(y, x):
    """1 at the right class of each sample: (N, C)."""
    return np.eye(x.shape[1])[y]

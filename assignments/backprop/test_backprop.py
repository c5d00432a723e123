"""Back-propagation, part 1: affine, ReLU, sigmoid and tanh layers, forward and back (Lecture 4).

    N  samples, D features, M outputs
    x  (N, d_1, ..., d_k)  input, D = d_1 ... d_k;  w (D, M), b (M,)  weights and biases
    dout  gradient of the loss with respect to a layer's output;  dx dw db  in the shapes of x w b
    S, K  sum of the absolute values of the terms of a sum, and their number: the scale of its rounding

Expected values come from the reference in float64, for the very numbers that were sent.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import between, near, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes, shapes, sizes
from reference_solutions import backprop as reference

KINK = 1e-2  # how far ordinary inputs stay away from the kink of relu
ELEMENTWISE = {"terms": 0, "floor": (1e-12, 0.0)}  # 32 eps S, as for a single operation


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
    """A Signal in which x is 0, -1 or 1, 0 when shrunk."""
    shape, dtype = draw(shapes()), draw(dtypes())
    x = draw(arrays(shape, dtype))
    return Signal(np.sign(x) * (x != 1), draw(arrays(shape, dtype)))


# ---- affine -------------------------------------------------------------------------------------


def near_affine(layer):
    """The claim about out = x w + b."""
    (out, _), (S, _) = (reference.affine_forward(*inputs(each)) for each in exact_and_absolute(layer))
    return near(out, scale=S, terms=len(layer.w) + 1, like=inputs(layer), names="out")


def near_affine_gradients(layer):
    """The claims about dx, dw and db."""
    wanted, scales = (reference.affine_backward(*upstream(each)) for each in exact_and_absolute(layer))
    N, M = layer.dout.shape
    sums = zip(wanted, scales, (M, N, N), ("dx", "dw", "db"), strict=True)
    like = (*inputs(layer), layer.dout)
    return [near(want, scale=S, terms=K, like=like, names=name) for want, S, K, name in sums]


def exact_and_absolute(layer):
    """The layer in float64, and with absolute values: what is computed from the second is S."""
    exact = upcast(layer)
    return exact, Layer(*map(np.abs, (*inputs(exact), exact.dout)))


def inputs(layer):
    """What affine_forward takes."""
    return layer.x, layer.w, layer.b


def upstream(layer):
    """What the reference's affine_backward takes."""
    return layer.dout, reference.affine_forward(*inputs(layer))[1]


def affine_gradients(student, layer):
    """What the student's affine_backward makes of the student's cache: (dx, dw, db)."""
    _, cache = unpack(student.affine_forward(*inputs(layer)), "out", "cache")
    return unpack(student.affine_backward(layer.dout, cache), "dx", "dw", "db")


@task(points=4)
@given(layers(1))
def test_affine_forward_is_x_w_plus_b(student, layer):
    """out = x w + b, with b added to every row."""
    out, _ = unpack(student.affine_forward(*inputs(layer)), "out", "cache")
    assert out == near_affine(layer)


@task(points=1)
@given(layers(2, 3))
def test_affine_forward_flattens_every_sample(student, layer):
    """A sample with several axes is read as one row, in the order of reshape."""
    out, _ = unpack(student.affine_forward(*inputs(layer)), "out", "cache")
    assert out == near_affine(layer)


@task(points=2)
@given(layers(1))
def test_affine_backward_gives_dx(student, layer):
    """dx = dout w^T."""
    dx, _, _ = affine_gradients(student, layer)
    assert dx == near_affine_gradients(layer)[0]


@task(points=1)
@given(layers(2, 3))
def test_affine_backward_gives_dx_in_the_shape_of_x(student, layer):
    """Where a sample has several axes, dx is put back into the shape of x."""
    dx, _, _ = affine_gradients(student, layer)
    assert dx == near_affine_gradients(layer)[0]


@task(points=2)
@given(layers(1))
def test_affine_backward_gives_dw(student, layer):
    """dw = x^T dout."""
    _, dw, _ = affine_gradients(student, layer)
    assert dw == near_affine_gradients(layer)[1]


@task(points=2)
@given(layers(1))
def test_affine_backward_sums_db_over_the_samples(student, layer):
    """db is the sum of the rows of dout."""
    _, _, db = affine_gradients(student, layer)
    assert db == near_affine_gradients(layer)[2]


# ---- element by element -------------------------------------------------------------------------


def near_output(forward, signal):
    """The claim about the output of a layer without weights."""
    return near(forward(upcast(signal.x))[0], like=signal.x, names="out")


def near_local_gradient(forward, backward, signal):
    """The claim about dx of such a layer. S is |dout|, since 1 - s and 1 - t^2 cancel for large x."""
    exact = upcast(signal)
    dx = backward(exact.dout, forward(exact.x)[1])
    return near(dx, scale=np.abs(exact.dout), like=(signal.x, signal.dout), names="dx", **ELEMENTWISE)


def local_gradient(forward, backward, signal):
    """What the student's backward function makes of the student's cache."""
    _, cache = unpack(forward(signal.x), "out", "cache")
    return backward(signal.dout, cache)


@task(points=2)
@given(signals(scale=3.0, away=KINK))
def test_relu_forward_keeps_the_positive_part(student, signal):
    """out = max(x, 0), element by element."""
    out, _ = unpack(student.relu_forward(signal.x), "out", "cache")
    assert out == near_output(reference.relu_forward, signal)


@task(points=3)
@given(signals(scale=3.0, away=KINK))
def test_relu_backward_passes_the_gradient_where_x_is_positive(student, signal):
    """dx = dout where x > 0, and 0 where x < 0."""
    dx = local_gradient(student.relu_forward, student.relu_backward, signal)
    assert dx == near_local_gradient(reference.relu_forward, reference.relu_backward, signal)


@task(points=1)
@given(signals_at_zero())
def test_relu_backward_at_zero_is_a_subgradient(student, signal):
    """Where x is 0, dx lies between 0 and dout; elsewhere it is dout or 0, as always."""
    dx = local_gradient(student.relu_forward, student.relu_backward, signal)
    least, most = signal.dout * (signal.x > 0), signal.dout * (signal.x >= 0)
    assert dx == between(np.minimum(least, most), np.maximum(least, most), like=signal.dout)


@task(points=2)
@given(signals(scale=2.0))
def test_sigmoid_forward_is_the_logistic_function(student, signal):
    """s = 1 / (1 + e^-x)."""
    out, _ = unpack(student.sigmoid_forward(signal.x), "out", "cache")
    assert out == near_output(reference.sigmoid_forward, signal)


@task(points=3)
@given(signals(scale=2.0))
def test_sigmoid_backward_is_s_times_one_minus_s(student, signal):
    """dx = dout s (1 - s), where s is the output."""
    dx = local_gradient(student.sigmoid_forward, student.sigmoid_backward, signal)
    assert dx == near_local_gradient(reference.sigmoid_forward, reference.sigmoid_backward, signal)


@task(points=1)
@given(signals(scale=300.0))
def test_sigmoid_survives_large_inputs(student, signal):
    """For x up to a thousand and down to minus a thousand s is a number, close to 1 or to 0."""
    out, _ = unpack(student.sigmoid_forward(signal.x), "out", "cache")
    assert out == near_output(reference.sigmoid_forward, signal)


@task(points=2)
@given(signals(scale=2.0))
def test_tanh_forward_is_the_hyperbolic_tangent(student, signal):
    """t = (e^x - e^-x) / (e^x + e^-x)."""
    out, _ = unpack(student.tanh_forward(signal.x), "out", "cache")
    assert out == near_output(reference.tanh_forward, signal)


@task(points=3)
@given(signals(scale=1.0))
def test_tanh_backward_is_one_minus_t_squared(student, signal):
    """dx = dout (1 - t^2), where t is the output."""
    dx = local_gradient(student.tanh_forward, student.tanh_backward, signal)
    assert dx == near_local_gradient(reference.tanh_forward, reference.tanh_backward, signal)


@task(points=1)
@given(signals(scale=300.0))
def test_tanh_survives_large_inputs(student, signal):
    """For x up to a thousand and down to minus a thousand t is a number, close to 1 or to -1."""
    out, _ = unpack(student.tanh_forward(signal.x), "out", "cache")
    assert out == near_output(reference.tanh_forward, signal)

"""Perceptrons, part 3: two layers compute XOR, by hand and by training (Lecture 4).

x (4, 2)              the corners (0, 0), (0, 1), (1, 0), (1, 1), one a row
W1 (2, H), b1 (H,)    weights and biases of H hidden units, a column for each
W2 (H,), b2           those of the output y
"""

import numpy as np

from autograder.claims import Claim, Mismatch, between, near, shaped, task, unpack

NAMES = ("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)")
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0, 1, 1, 0])
ROUNDING = 1e-6  # a |z| below this share of the terms in it is 0: 0.7 + 0.1 - 0.8 is not exactly 0
BEYOND = 0.7  # how far from 0 an answer of 1 or -1 must be
HIDDEN = 16
SEEDS = (1, 2, 3)
FIXED = ("constant",)  # the right answer to a task that asks one question is right


class Beyond(Claim):
    """Answers y (4,) to the corners: above 0.7 where XOR is 1, below -0.7 where it is 0."""

    __slots__ = ()

    def check(self, got):
        """Raise Mismatch about the corner that is furthest from where it should be."""
        y = np.asarray(got, float)
        corner = int(np.argmin(towards(y)))
        if not towards(y)[corner] > BEYOND:
            wanted = f"more than {BEYOND}" if XOR[corner] else f"less than -{BEYOND}"
            raise Mismatch(f"y at {NAMES[corner]}", f"{y[corner]:.4g}", wanted)


def towards(y):
    """How far each answer lies on the side where it should be; what is no number is as far off as can be."""
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.where(XOR == 1, y, -y), nan=-np.inf)


def as_array(weights):
    """A list of numbers as an array, anything else as it is."""
    try:
        return np.asarray(weights) if isinstance(weights, list | tuple) else weights
    except (TypeError, ValueError):  # a list of something else: the claims say what is wrong with it
        return weights


def flat(array, *loose):
    """The array in one axis less, if it is of the shape that is as good: (H, 1) for (H,), (1,) for ()."""
    return array[..., 0] if isinstance(array, np.ndarray) and array.shape == loose else array


def network(answer):
    """W1 (2, H), b1 (H,), W2 (H,) and b2 () that a student returned, in float64."""
    W1, b1, W2, b2 = map(as_array, unpack(answer, "W1", "b1", "W2", "b2"))
    H = W1.shape[1] if isinstance(W1, np.ndarray) and W1.ndim == 2 else 2
    parts = W1, b1, flat(W2, H, 1), flat(b2, 1)
    wanted = shaped(2, H), shaped(H), shaped(H), shaped()
    assert parts == near(wanted, names=("W1", "b1", "W2", "b2"))
    return [np.asarray(part, float) for part in parts]


def fired(x, W, b, at_zero):
    """step(x W + b), where the step of 0 is `at_zero`; nan where a sum is no number."""
    z = x @ W + b
    zero = np.abs(z) <= ROUNDING * (np.abs(x) @ np.abs(W) + np.abs(b))
    return np.where(np.isfinite(z), np.where(zero, at_zero, z > 0), np.nan)


def stepped(W1, b1, W2, b2):
    """What a network of steps answers to the corners; step(0) is 1, or 0 if more is right then: (4,)."""
    with np.errstate(all="ignore"):
        readings = [fired(fired(CORNERS, W1, b1, at), W2, b2, at) for at in (1, 0)]
    return max(readings, key=lambda y: (y == XOR).sum())


def rectified(W1, b1, W2, b2):
    """What a network of ReLU units under a linear output answers to the corners: (4,)."""
    with np.errstate(all="ignore"):
        return np.maximum(CORNERS @ W1 + b1, 0) @ W2 + b2


@task(points=8, nulls=FIXED)
def test_xor_network_computes_xor(student):
    """y = step(v W2 + b2) of v = step(x W1 + b1) is 1 at (0, 1) and (1, 0), and 0 at (0, 0) and (1, 1)."""
    y = stepped(*network(student.xor_network()))
    found = y.tolist() if np.isnan(y).any() else y.astype(int).tolist()
    assert found == near(XOR.tolist(), names=[f"y at {corner}" for corner in NAMES])


@task(points=8, nulls=FIXED)
def test_relu_xor_network_answers_beyond_seven_tenths(student):
    """y = relu(x W1 + b1) W2 + b2 is above 0.7 at (0, 1) and (1, 0), and below -0.7 at (0, 0) and (1, 1)."""
    assert rectified(*network(student.relu_xor_network())) == Beyond()


# ---- train_xor ----------------------------------------------------------------------------------------


def trained(student, hidden, seed):
    """The network that train_xor returns."""
    net = student.train_xor(hidden, seed)
    assert student.given.kind(net) == near("nn.Module", names="what train_xor returns")
    return net


def answers(student, seed):
    """What a trained network answers to the corners: (4,). It has the weights of a first layer, at least."""
    net = trained(student, HIDDEN, seed)
    count = sum(p.size for p in student.given.parameters(net))
    assert (count,) == near((between(2 * HIDDEN, 1e6),), names=("how many weights and biases it has",))
    y = flat(student.given.outputs(net, CORNERS), 4, 1)
    assert (y,) == near((shaped(4),), names=("y",))
    return np.asarray(y, float)


def best_answers(student):
    """Those of the first seed that is good enough, else those of the best of three."""
    found = []
    for seed in SEEDS:
        found.append(answers(student, seed))
        if towards(found[-1]).min() > BEYOND:
            break
    return max(found, key=lambda y: towards(y).min())


@task(points=10, nulls=FIXED)
def test_train_xor_learns_xor(student):
    """With 16 hidden units one of three seeds ends above 0.7 at (0, 1), (1, 0) and below -0.7 elsewhere."""
    assert best_answers(student) == Beyond()


@task(points=3)
def test_train_xor_begins_where_the_seed_says(student):
    """Two seeds give two networks: their weights differ."""
    first, second = (student.given.parameters(trained(student, HIDDEN, seed)) for seed in SEEDS[:2])
    differ = any(p.tobytes() != q.tobytes() for p, q in zip(first, second, strict=False))
    found = "different weights" if differ else "the same weights"
    assert found == near("different weights", names=f"what the seeds {SEEDS[0]} and {SEEDS[1]} give")


def hidden_units(student, hidden):
    """`hidden`, if a parameter has so many rows or columns; else the longest side of all."""
    sides = {side for p in student.given.parameters(trained(student, hidden, SEEDS[0])) for side in p.shape}
    return hidden if hidden in sides else max(sides, default=0)


@task(points=3)
def test_train_xor_has_the_hidden_units_it_is_told(student):
    """There are as many hidden units as `hidden` says: a parameter has that many rows or columns."""
    assert hidden_units(student, 7) == near(7, names="the number of hidden units")
    assert hidden_units(student, 5) == near(5, names="the number of hidden units")

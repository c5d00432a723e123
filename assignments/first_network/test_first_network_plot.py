"""A first network, part 3: the picture of the losses, read back from the figure (Lecture 4).

train_loss, test_loss (n,)  the lists that plot_loss draws
curves                      what it drew through n points: x (n,), y (n,) and the words that name a curve
"""

import re
from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import Mismatch, near, task
from autograder.claims.strategies import numbers

NUMBERLESS = ("zeros", "ones", "nan", "larger", "constant")  # these spoil answers; a picture is none
TRAIN = re.compile(r"train|\btrn?\b", re.IGNORECASE)
TEST = re.compile(r"test|val(?!u)|\bdev\b", re.IGNORECASE)


@dataclass(frozen=True)
class Losses:
    """The losses of n epochs, all different."""

    train: tuple
    test: tuple


@st.composite
def losses(draw):
    """Losses of 3 to 5 epochs, between 0 and 2.5."""
    n = draw(st.integers(3, 5))
    drawn = np.abs(draw(numbers(2 * n, scale=0.3, away=0.1)))
    distinct = np.round(drawn + 0.01 * np.arange(2 * n), 4) + np.repeat([0, 1], n)
    return Losses(tuple(distinct[:n].tolist()), tuple(distinct[n:].tolist()))


def drawing(student, drawn):
    """What plot_loss draws of these losses."""
    model = student.given.witness(np.zeros((10, 3), np.float32), np.zeros(10, np.float32))
    trainer = student.ModelTrainer(model, 0.1, len(drawn.train))
    return student.given.plotted(trainer, drawn.train, drawn.test)


def curves_of(drawing, name):
    """The curves that are nearest to this list: one, or several that are the same."""
    wanted, found = np.asarray(drawing[name]), drawing["curves"]
    if not found:
        raise Mismatch("the picture", f"without a curve of {len(wanted)} points", f"a curve of {name}")
    distances = [float(np.abs(np.asarray(curve["y"]) - wanted).sum()) for curve in found]
    closest = [curve for curve, d in zip(found, distances, strict=True) if d <= min(distances) + 1e-9]
    return closest or found


def heights(drawing, name):
    """The claim that a curve goes through the numbers in this list."""
    wanted = np.asarray(drawing[name])
    return near(wanted, scale=1 + wanted, like=np.float32, names=f"y of the curve of {name}")


@task(points=3, nulls=NUMBERLESS, examples=5)
@given(losses())
def test_plot_loss_draws_the_train_loss(student, drawn):
    """One curve goes through the numbers in train_loss."""
    picture = drawing(student, drawn)
    assert curves_of(picture, "train_loss")[0]["y"] == heights(picture, "train_loss")


@task(points=3, nulls=NUMBERLESS, examples=5)
@given(losses())
def test_plot_loss_draws_the_test_loss(student, drawn):
    """One curve goes through the numbers in test_loss."""
    picture = drawing(student, drawn)
    assert curves_of(picture, "test_loss")[0]["y"] == heights(picture, "test_loss")


@task(points=1, nulls=NUMBERLESS, examples=4)
@given(losses(), st.sampled_from(("train_loss", "test_loss")))
def test_plot_loss_counts_epochs_on_its_x_axis(student, drawn, name):
    """The x of a curve are the epochs, one after the other, from 0 or from 1 on."""
    picture = drawing(student, drawn)
    x = np.asarray(curves_of(picture, name)[0]["x"])
    start = 1 if x[0] > 0.5 else 0
    assert x == near(start + np.arange(len(x), dtype=float), names=f"x of the curve of {name}")


def named(curve):
    """Which list the words at a curve name: of several words the first that name one and not the other."""
    for words in curve["words"]:
        if bool(TRAIN.search(words)) != bool(TEST.search(words)):
            return "train" if TRAIN.search(words) else "test"
    return f"named {', '.join(map(repr, curve['words']))}" if curve["words"] else "without a name"


@task(points=3, nulls=NUMBERLESS, examples=4)
@given(losses(), st.sampled_from(("train_loss", "test_loss")))
def test_plot_loss_names_its_curves(student, drawn, name):
    """A label, a legend, or the title of a plot of its own says which curve is train and which is test."""
    picture = drawing(student, drawn)
    wanted = name.partition("_")[0]
    names = [named(curve) for curve in curves_of(picture, name)]
    assert (wanted if wanted in names else names[0]) == near(wanted, names=f"the name of the curve of {name}")

"""Regularization, part 4: when to stop, and what a pair of learning curves says (Lecture 4).

    losses     loss on the validation set, one number an epoch, counted from 0
    patience   how many epochs in a row may pass without improvement
    train, val, high, gap   two curves, the training loss that is too high, the distance that is too large
Losses are multiples of 1/4 and thresholds odd multiples of 1/8: they never meet, and nothing is rounded.
"""

import re
from dataclasses import dataclass
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import near, task, unpack

UNIT = 1 / 4
NAN = float("nan")


@dataclass(frozen=True)
class Course:
    """The validation losses of a training, and when it is to stop."""

    val_losses: list[float]
    patience: int
    min_delta: float = 0.0

    @property
    def told(self):
        """(stop, best): the best so far gives way to an epoch that is lower by more than min_delta."""
        losses, best = self.val_losses, 0
        for k in range(1, len(losses)):
            if losses[k] < losses[best] - self.min_delta:
                best = k
            elif k - best == self.patience:
                return k, best
        return len(losses) - 1, best

    @property
    def arguments(self):
        """What early_stopping takes."""
        return self.val_losses, self.patience, self.min_delta


@st.composite
def walks(draw, lo, hi, fewest, most):
    """`fewest` to `most` whole numbers, the first 0, each `lo` to `hi` below the one before."""
    n = draw(st.integers(fewest, most))
    steps = draw(st.lists(st.integers(lo, hi), min_size=n - 1, max_size=n - 1))
    return [-total for total in accumulate(steps, initial=0)]


def losses(walk):
    """A loss for each number of a walk, the lowest 1."""
    return [1 + (number - min(walk)) * UNIT for number in walk]


def unequal_courses():
    """Losses of which no two are the same."""
    walk = walks(-2, 4, 3, 14).map(lambda drawn: [16 * number + k for k, number in enumerate(drawn)])
    return st.builds(Course, walk.map(losses), st.sampled_from((2, 3, 1, 4)))


def fine_courses():
    """Losses that lie close together, and a min_delta of about their distance."""
    deltas = st.integers(1, 4).map(lambda k: (2 * k + 1) * UNIT / 2)
    return st.builds(Course, walks(-2, 3, 8, 14).map(losses), st.integers(2, 4), deltas)


@st.composite
def slow_declines(draw):
    """Losses that fall in steps below min_delta, which two or three steps together exceed."""
    n, patience = draw(st.integers(5, 14)), draw(st.integers(3, 5))
    delta = draw(st.sampled_from((1.5, 2.5)))
    return Course(losses(range(0, -n, -1)), patience, delta * UNIT)


def steady_descents():
    """Losses that never stop falling, or a single one."""
    return st.builds(Course, walks(1, 9, 1, 8).map(losses), st.integers(1, 4))


@st.composite
def courses_with_nan(draw):
    """Unequal losses, some of which (not the first) have become nan."""
    drawn = draw(unequal_courses())
    lost = draw(st.sets(st.integers(1, len(drawn.val_losses) - 1), min_size=1, max_size=3))
    return Course([NAN if k in lost else loss for k, loss in enumerate(drawn.val_losses)], drawn.patience)


def flat_courses():
    """Losses that often stay the same."""
    return st.builds(Course, walks(-1, 2, 4, 14).map(losses), st.integers(1, 3))


def near_told(course):
    """The claim about stop and best."""
    return near(course.told, names=("stop", "best"))


@task(points=4, examples=100)
@given(unequal_courses())
def test_early_stopping_stops_when_patience_runs_out(student, course):
    """stop is the first epoch at which `patience` epochs in a row brought no new lowest loss, or the last."""
    stop, _ = unpack(student.early_stopping(*course.arguments), "stop", "best")
    assert stop == near(course.told[0], names="stop")


@task(points=3, examples=150)
@given(unequal_courses())
def test_early_stopping_names_the_best_epoch_before_it_stopped(student, course):
    """best is the epoch with the lowest loss up to stop."""
    _, best = unpack(student.early_stopping(*course.arguments), "stop", "best")
    assert best == near(course.told[1], names="best")


@task(points=2, examples=100)
@given(fine_courses())
def test_early_stopping_asks_for_more_than_min_delta(student, course):
    """An epoch improves only if its loss is below the best one by more than min_delta."""
    assert student.early_stopping(*course.arguments) == near_told(course)


@task(points=1)
@given(slow_declines())
def test_early_stopping_adds_up_a_slow_decline(student, course):
    """The best loss stays where it is until an epoch improves, so that small steps add up."""
    assert student.early_stopping(*course.arguments) == near_told(course)


@task(points=1)
@given(steady_descents())
def test_early_stopping_runs_to_the_end_if_losses_keep_falling(student, course):
    """Where every epoch improves, stop and best are both the last; when it gets worse, best stays there."""
    assert student.early_stopping(*course.arguments) == near_told(course)
    longer = course.val_losses + [course.val_losses[0] + 1] * (course.patience + 1)
    _, best = unpack(student.early_stopping(longer, course.patience, course.min_delta), "stop", "best")
    assert best == near(len(course.val_losses) - 1, names="best, once worse epochs follow")


@task(points=1, examples=100)
@given(courses_with_nan())
def test_early_stopping_never_takes_nan_for_an_improvement(student, course):
    """A loss that is nan counts as an epoch without improvement."""
    assert student.early_stopping(*course.arguments) == near_told(course)


@task(points=1, examples=100)
@given(flat_courses())
def test_early_stopping_takes_equal_for_no_improvement(student, course):
    """min_delta may be left out: then any lower loss is an improvement, an equal one is not."""
    assert student.early_stopping(course.val_losses, course.patience) == near_told(course)


@dataclass(frozen=True)
class Curves:
    """Losses of training and validation, one number an epoch."""

    train: list[float]
    val: list[float]

    def high(self, side):
        """A threshold next to the last training loss: side 1 above it, -1 below."""
        return self.train[-1] + side * UNIT / 2

    def gap(self, side):
        """A threshold next to the last distance between the curves."""
        return self.val[-1] - self.train[-1] + side * UNIT / 2


@st.composite
def falling_curves(draw, above=1):
    """Curves that only fall. The validation loss lies above the training loss, with above=-1 below it."""
    lower = losses(draw(walks(1, 9, 2, 5)))
    upper = [loss + draw(st.integers(7, 30)) * UNIT for loss in lower]
    upper = sorted(upper, reverse=True)
    train, val = (lower, upper) if above > 0 else (upper, lower)
    return Curves(train, val)


@st.composite
def winding_curves(draw):
    """Curves that rise and fall; at the end the validation loss lies above the training loss."""
    train = losses(draw(walks(-9, 9, 2, 6)))
    val = [loss + draw(st.integers(-20, 20)) * UNIT for loss in train[:-1]]
    end = train[-1] + draw(st.integers(7, 30)) * UNIT
    return Curves(train, [*val, end])


def verdict(answer):
    """A word in small letters, without -fit or -fitting at its end: Under-fitting becomes under."""
    if type(answer) is not str:
        return answer
    return re.sub(r"fit(ting|ted)?$", "", re.sub(r"[^a-z]", "", answer.lower()))


def diagnosed(student, curves, high, gap):
    """What the student says of the curves."""
    return verdict(student.diagnose_fit(curves.train, curves.val, high, gap))


def word(wanted, high, gap):
    """The claim about what is said with these thresholds."""
    return near(wanted, names=f"the answer for high = {high:g} and gap = {gap:g}")


@task(points=2)
@given(falling_curves())
def test_diagnose_fit_says_under_if_the_training_loss_is_high(student, curves):
    """ "under" if the last training loss is above high; if it is not, and the curves are close, "right"."""
    low, high, gap = curves.high(-1), curves.high(1), curves.gap(1)
    assert diagnosed(student, curves, low, gap) == word("under", low, gap)
    assert diagnosed(student, curves, high, gap) == word("right", high, gap)


@task(points=2)
@given(falling_curves())
def test_diagnose_fit_says_over_if_the_curves_are_far_apart(student, curves):
    """ "over" if the last validation loss is more than gap above the last training loss, else "right"."""
    high, small, large = curves.high(1), curves.gap(-1), curves.gap(1)
    assert diagnosed(student, curves, high, small) == word("over", high, small)
    assert diagnosed(student, curves, high, large) == word("right", high, large)


@task(points=1)
@given(falling_curves(above=-1), falling_curves())
def test_diagnose_fit_never_says_over_if_validation_is_better(student, better, worse):
    """However far the validation loss lies below the training loss, that is no over-fitting."""
    high, gap = better.high(1), UNIT / 2
    assert diagnosed(student, better, high, gap) == word("right", high, gap)
    high, gap = worse.high(1), worse.gap(-1)
    assert diagnosed(student, worse, high, gap) == word("over", high, gap)


@task(points=1)
@given(falling_curves())
def test_diagnose_fit_looks_at_the_training_loss_first(student, curves):
    """Where the training loss is high and the curves are far apart, it is "under"."""
    low, high, gap = curves.high(-1), curves.high(1), curves.gap(-1)
    assert diagnosed(student, curves, low, gap) == word("under", low, gap)
    assert diagnosed(student, curves, high, gap) == word("over", high, gap)


@task(points=2)
@given(winding_curves())
def test_diagnose_fit_judges_by_the_last_epoch(student, curves):
    """Whatever the curves did before, the last losses count."""
    low, high, small, large = curves.high(-1), curves.high(1), curves.gap(-1), curves.gap(1)
    assert diagnosed(student, curves, low, large) == word("under", low, large)
    assert diagnosed(student, curves, high, small) == word("over", high, small)
    assert diagnosed(student, curves, high, large) == word("right", high, large)

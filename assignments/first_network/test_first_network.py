"""A first network, part 1: the classifier and the table of its mistakes (Lecture 4).

x (N, 3)          the three pixels of N images that are not black; given.py makes images of them
scores (N, 10)    what the classifier answers, one row an image
counts (n, n)     samples of class i (row) that were taken for class j (column)
"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import Mismatch, between, near, shaped, task
from autograder.claims.strategies import arrays, labels

FIXED = ("constant",)  # the right classifier is right each time
BIG = 1e6
CLASSES = 10


@st.composite
def inputs(draw):
    """x (N, 3), N from 2 to 4, for images that differ."""
    N = draw(st.integers(2, 4))
    return draw(arrays((N, 3), "float32", away=0.1)) + np.arange(N, dtype=np.float32)[:, None]


def scored(student, classifier, x, **how):
    """The classifier's scores (N, 10) of images with the pixels x."""
    scores = student.given.scores(classifier, x, **how)
    finite = np.full((len(x), CLASSES), BIG)
    assert scores == near(between(-finite, finite), names="the scores")
    return np.asarray(scores)


def close_to(scores):
    """The claim that these are the scores, up to rounding."""
    return near(scores, scale=1 + np.abs(scores), like=np.float32, names="the scores")


def spread(scores):
    """How much the scores of the first two images differ."""
    return float(np.abs(scores[0] - scores[1]).max())


def some_spread(name="the largest difference between the scores of two images"):
    """The claim that there is a difference."""
    return near(between(1e-6, 1e3), names=name)


# ---- the classifier -------------------------------------------------------------------------------------


@task(points=3, nulls=FIXED)
@given(inputs())
def test_classifier_scores_ten_classes(student, x):
    """Classifier()(x) has ten scores for each image, which depend on that image and on no other."""
    classifier = student.Classifier()
    scores = scored(student, classifier, x, whole=True)
    assert spread(scores) == some_spread()
    assert scored(student, classifier, x[:1], whole=True) == close_to(scores[:1])


@task(points=2, nulls=FIXED)
@given(inputs())
def test_classifier_takes_flat_images_too(student, x):
    """(N, 784) and (N, 1, 28, 28) are the same images: the scores are equal."""
    classifier = student.Classifier()
    scores = scored(student, classifier, x, whole=True)
    assert scored(student, classifier, x, whole=True, flat=True) == close_to(scores)
    assert spread(scores) == some_spread()


def parameters(shapes):
    """How many numbers there are in arrays of these shapes."""
    return sum(int(np.prod(shape)) for shape in shapes)


@task(points=2, nulls=FIXED)
def test_classifier_learns_95410_numbers(student):
    """784 x 120 + 120 + 120 x 10 + 10 = 95,410 parameters; with other hidden layers than 120, others."""
    classifier = student.Classifier()
    shapes = [tuple(shape) for shape in student.given.shapes(classifier)]
    matrices = [shape for shape in shapes if len(shape) >= 2]
    assert len(matrices) == near(between(2, BIG), names="the number of layers with weights")
    learning = [shape for shape in student.given.reached(classifier) if len(shape) >= 2]
    assert len(learning) == near(between(2, BIG), names="the number of layers that a gradient reaches")
    first, *others = (784 * 120, 120, 120 * 10, 10)
    of_the_handout = set(matrices) <= {(120, 784), (10, 120)} and len(shapes) <= 4
    wanted = first + sum(others) if of_the_handout else parameters(shapes)
    assert parameters(shapes) == near(wanted, names="the number of parameters")


@task(points=2, nulls=FIXED)
@given(inputs())
def test_classifier_drops_nothing_in_evaluation(student, x):
    """After eval() the same images get the same scores each time."""
    classifier = student.Classifier()
    first = scored(student, classifier, x)
    assert scored(student, classifier, x) == close_to(first)
    assert spread(first) == some_spread()


@task(points=2, nulls=FIXED)
@given(inputs())
def test_classifier_drops_units_while_it_trains(student, x):
    """After train() other hidden units are dropped each time: the scores differ from call to call."""
    classifier = student.Classifier()
    first, second = (scored(student, classifier, x, training=True) for _ in range(2))
    differ = float(np.abs(first - second).max())
    assert differ == some_spread("the largest difference between the scores of two calls")


TIMES = np.float32([-30, 0, 30, 90])[:, None]  # what the pixels of one image are multiplied by
# Share of the scores by which they leave a straight line, 30 seeds: those of the table below .14 and more,
# without an activation up to 4e-7.
BENT = 0.01


@task(points=1, nulls=FIXED)
@given(inputs())
def test_classifier_has_an_activation_between_its_layers(student, x):
    """The scores are no straight lines: three times as bright is not three times as far from black."""
    scores = scored(student, student.Classifier(), TIMES * x[0], whole=True)
    dark, black, bright, brighter = scores.astype(float)
    off = max(np.abs(bright + dark - 2 * black).max(), np.abs(brighter - black - 3 * (bright - black)).max())
    share = off / max(np.abs(scores - black).max(), 1e-6)
    assert share == near(
        between(BENT, 10), names="how far the scores are from a straight line, as a share of them,"
    )


# Accuracy on 200 held-out digits after 8 epochs of 300, lowest and highest of 12 seeds for each classifier:
#   784-120-10 with ReLU .895 .925, ELU .910 .935 *, tanh .925 .940 *, sigmoid .815 .865 *, none .925 .935 *
#   784-32-10 .795 .860, 784-120-60-10 with sigmoid .680 .795, 784-512-256-10 .890 .925 *      (* of 4 seeds)
#   scores through tanh .900 .920 *, sigmoid .835 .895, softmax .850 .890 *, ReLU .325 .890
LEAST = 0.25


@task(points=2, after=("classifier_scores_ten_classes",), nulls=FIXED)
def test_classifier_can_learn_digits(student):
    """Trained by the grader on 300 handwritten digits, it knows a quarter of 200 others (a tenth is luck)."""
    classifier = student.given.taught(student.Classifier(), 8, 300)
    _, accuracy = student.given.loss_and_accuracy(classifier, 1000, 1200)
    assert accuracy == near(between(LEAST, 1), names="its accuracy")


# ---- the table of mistakes ------------------------------------------------------------------------------


@st.composite
def answers(draw, unseen=0):
    """y_true, y_pred (N,) and n; of n classes all but the last `unseen` occur in both."""
    seen = draw(st.integers(2, 4))
    drawn = draw(labels(2 * draw(st.integers(2, 6)), seen)).reshape(2, -1)
    everyone = np.arange(seen)
    y_true, y_pred = np.concatenate([[everyone, everyone], drawn], axis=1)
    return y_true, y_pred, seen + unseen


def counted(y_true, y_pred, n):
    """The table."""
    counts = np.zeros((n, n), int)
    np.add.at(counts, (y_true, y_pred), 1)
    return counts


def table(student, y_true, y_pred, n, kind="arrays"):
    """What a student's confusion_matrix returns, as an array (n, n); lists of lists will do."""
    answer = student.given.confused(student.confusion_matrix, y_true, y_pred, n, kind)
    try:
        array = np.asarray(answer) if isinstance(answer, list | tuple) else answer
    except ValueError:  # rows of different lengths
        raise Mismatch("the table", "a list of rows of different lengths", f"an array ({n}, {n})") from None
    assert array == near(shaped(n, n), names="the table")
    return array


def near_table(y_true, y_pred, n):
    """The claim that it is the table of these answers."""
    return near(counted(y_true, y_pred, n), names="the table")


@task(points=4)
@given(answers())
def test_confusion_matrix_counts_true_classes_in_rows(student, drawn):
    """counts[i, j] is the number of samples of class i that were taken for class j."""
    y_true, y_pred, n = drawn
    assert table(student, y_true, y_pred, n) == near_table(y_true, y_pred, n)


@task(points=2)
@given(answers())
def test_confusion_matrix_has_right_answers_on_its_diagonal(student, drawn):
    """counts[i, i] is the number of samples of class i that were recognised."""
    y_true, y_pred, n = drawn
    counts = table(student, y_true, y_pred, n)
    wanted = np.diag(counted(y_true, y_pred, n))
    assert np.diag(np.asarray(counts)) == near(wanted, names="the diagonal")


@task(points=2)
@given(answers(unseen=2))
def test_confusion_matrix_keeps_classes_that_do_not_occur(student, drawn):
    """The table is (n, n), also if the last classes occur neither in y_true nor in y_pred."""
    y_true, y_pred, n = drawn
    counts = np.asarray(table(student, y_true, y_pred, n))
    assert counts.sum() == near(len(y_true), names="the sum of the table")
    assert np.diag(counts) == near(np.diag(counted(y_true, y_pred, n)), names="the diagonal")


@task(points=2)
@given(answers(), st.sampled_from(("lists", "tensors")))
def test_confusion_matrix_takes_lists_and_tensors(student, drawn, kind):
    """Labels may be lists of ints, or tensors as `scores.argmax(1)` is one."""
    y_true, y_pred, n = drawn
    counts = np.asarray(table(student, y_true, y_pred, n, kind))
    assert np.diag(counts) == near(np.diag(counted(y_true, y_pred, n)), names="the diagonal")
    assert counts.sum() == near(len(y_true), names="the sum of the table")

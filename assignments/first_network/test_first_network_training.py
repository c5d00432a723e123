"""A first network, part 2: the trainer, watched by a network that notes how it is used (Lecture 4).

W (10, 3), b (10,)   weights of the grader's network: scores = x W^T + b, x (N, 3) the pixels of N images
batches              samples come in their order, `batch` at a time; the last batch may be smaller
calls                for each time the network was used: images, training (its mode), graph (whether
                     gradients were prepared), validation (whether the images were those for validation)
"""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.claims import Mismatch, between, near, task
from autograder.claims.strategies import arrays, labels


@dataclass(frozen=True)
class Job:
    """A network to be trained, data for it, and how long."""

    W: np.ndarray  # (10, 3) float32
    b: np.ndarray  # (10,) float32
    x: np.ndarray  # (N, 3) float32
    y: np.ndarray  # (N,)
    batch: int
    epochs: int

    @property
    def batches(self):
        """Pairs x, y, as the loader yields them."""
        starts = range(0, len(self.x), self.batch)
        return [(self.x[i : i + self.batch], self.y[i : i + self.batch]) for i in starts]


@st.composite
def jobs(draw, sizes=(3, 5), batches=(2, 3), epochs=(1, 3)):
    """A Job with so many samples and epochs, and such a batch size."""
    N = draw(st.integers(*sizes))
    x, W = draw(arrays((N, 3), "float32", away=0.2)), draw(arrays((10, 3), "float32", scale=0.5))
    y = (draw(labels(N, 10)) + np.arange(N)) % 10
    b = W[:, 0] / 2 + np.arange(10, dtype=np.float32) / 16
    return Job(W, b, x, y, draw(st.integers(*batches)), draw(st.integers(*epochs)))


def ran(student, job, lr=0.1, fixed=False):
    """The grader's network and the student's trainer, after its run; x is turned round for validation."""
    model = student.given.witness(job.W, job.b, fixed)
    trainer = student.ModelTrainer(model, lr, job.epochs)
    train = student.given.loader(job.x, job.y, job.batch)
    trainer.run(train, student.given.loader(-job.x, job.y, job.batch, True))
    return model, trainer


def log_softmax(scores):
    """Of each row."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def cross_entropies(W, b, x, y):
    """The loss of each sample."""
    return -log_softmax(x.astype(float) @ W.T + b)[np.arange(len(y)), y]


def mean_losses(job):
    """The mean over the batches of their mean losses, and the mean over all samples."""
    means = [cross_entropies(job.W, job.b, x, y).mean() for x, y in job.batches]
    return float(np.mean(means)), float(cross_entropies(job.W, job.b, job.x, job.y).mean())


def near_means(losses, job, name):
    """The claim that each loss is the mean, whichever of the two suits the student."""
    options = mean_losses(job)
    first = losses[0] if losses and np.isfinite(losses[0]) else options[0]
    wanted = min(options, key=lambda option: abs(option - first))
    names = [f"{name}[{epoch}]" for epoch in range(max(len(losses), 1))]
    wanted_each = [wanted] * max(len(losses), 1)  # how many epochs there are is another task
    return near(wanted_each, scale=1 + wanted, like=np.float32, names=names)


def learned(student, model):
    """How many training images the network has seen with gradients, each as often as it was seen."""
    calls = student.given.calls(model)
    return sum(call["images"] for call in calls if call["graph"] and not call["validation"])


# ---- what it remembers ----------------------------------------------------------------------------------


@task(points=3)
@given(jobs(epochs=(1, 4)))
def test_run_records_a_loss_for_every_epoch(student, job):
    """After run(), train_loss and test_loss hold num_epochs numbers each; every epoch saw all the data."""
    model, trainer = ran(student, job)
    lengths = [len(student.given.losses(trainer, name)) for name in ("train_loss", "test_loss")]
    assert lengths == near([job.epochs] * 2, names=("the length of train_loss", "the length of test_loss"))
    wanted = between(job.epochs * len(job.x), 1000)
    assert learned(student, model) == near(wanted, names="the number of training images it used")


@task(points=2)
@given(jobs(epochs=(2, 3)))
def test_train_loss_is_the_mean_of_the_epoch(student, job):
    """An entry of train_loss is the mean cross-entropy of the epoch's batches, or of its samples."""
    _, trainer = ran(student, job, fixed=True)
    losses = student.given.losses(trainer, "train_loss")
    assert losses == near_means(losses, job, "train_loss")


@task(points=2)
@given(jobs(epochs=(2, 3)))
def test_test_loss_is_the_mean_of_the_epoch(student, job):
    """An entry of test_loss is the mean cross-entropy of the validation batches, or of their samples."""
    _, trainer = ran(student, job, fixed=True)
    losses = student.given.losses(trainer, "test_loss")
    assert losses == near_means(losses, replace(job, x=-job.x), "test_loss")


# ---- what it does to the weights ------------------------------------------------------------------------


def descended(job, lr):
    """W and b after plain gradient descent, one step a batch."""
    W, b = job.W.astype(float), job.b.astype(float)
    for x, y in job.batches * job.epochs:
        pull = np.exp(log_softmax(x.astype(float) @ W.T + b)) - np.eye(10)[y]  # (N, 10)
        W, b = W - lr * pull.T @ x / len(x), b - lr * pull.mean(axis=0)
    return W, b


def near_descended(job, lr):
    """The claim that the weights went there."""
    steps = len(job.batches) * job.epochs
    W, b = descended(job, lr)
    scales = (1 + np.abs(W), 1 + np.abs(b))
    return near((W, b), scale=scales, times=2 * steps, like=np.float32, names=("W", "b"))


@task(points=2)
@given(jobs(batches=(5, 5), epochs=(1, 1)), st.sampled_from((0.5, 0.1, 1.0)))
def test_train_model_makes_a_step_of_sgd(student, job, lr):
    """train_model on a single batch: W - lr dW and b - lr db, for the mean cross-entropy of the batch."""
    model = student.given.witness(job.W, job.b)
    trainer = student.ModelTrainer(model, lr, job.epochs)
    trainer.train_model(student.given.loader(job.x, job.y, job.batch), 0)
    assert tuple(student.given.weights(model)) == near_descended(job, lr)


@task(points=3)
@given(jobs(sizes=(4, 5), epochs=(2, 3)), st.sampled_from((0.5, 0.1, 1.0)))
def test_run_makes_a_step_for_every_batch(student, job, lr):
    """Several epochs of several batches: as many steps, each with the gradient of its own batch alone."""
    model, _ = ran(student, job, lr)
    passes = learned(student, model) // len(job.x)  # how many epochs there are is another task
    job = replace(job, epochs=max(passes, 1))
    assert tuple(student.given.weights(model)) == near_descended(job, lr)


# The loss after training / before it, 12 seeds of the shuffling: .250 to .297, with an epoch less up to
# .322, with momentum up to .290, with Adam up to .733; without zero_grad from .918 on.
SHARE = 0.75


@task(points=3, nulls=("constant",))
def test_run_learns_digits(student):
    """After 8 epochs on 300 handwritten digits, the loss on 200 others is at most 3/4 of what it was."""
    model = student.given.small_network(1)
    before, _ = student.given.loss_and_accuracy(model, 1000, 1200)
    trainer = student.ModelTrainer(model, 0.05, 8)
    trainer.run(student.given.digit_loader(0, 300, 20), student.given.digit_loader(300, 400, 50))
    after, _ = student.given.loss_and_accuracy(model, 1000, 1200)
    assert after / before == near(between(0, SHARE), names="the loss afterwards, as a share of the first")


# ---- how it tests ---------------------------------------------------------------------------------------


def count(calls, key, what):
    """The claim that no such call was made in this way, if any was made at all."""
    if not calls:
        raise Mismatch(what, "never made", "made for each batch")
    return sum(call[key] for call in calls)


def trained(student, job):
    """The same, once the network has learned from an image, and has forgotten it."""
    model, trainer = ran(student, job)
    assert learned(student, model) == near(between(1, 1000), names="the number of training images it used")
    student.given.forget(model)
    return model, trainer


@task(points=2)
@given(jobs(epochs=(2, 3)))
def test_test_model_evaluates(student, job):
    """The network is in evaluation mode whenever it sees validation data: dropout is off."""
    model, trainer = trained(student, job)
    trainer.test_model(student.given.loader(job.x, job.y, job.batch, True))
    calls = [call for call in student.given.calls(model) if call["validation"]]
    training = count(calls, "training", "the use of the network by test_model")
    assert training == near(0, names=f"of {len(calls)} batches, those that were tested in training mode,")


@task(points=2)
@given(jobs(epochs=(2, 3)))
def test_test_model_prepares_no_gradients_and_changes_nothing(student, job):
    """test_model runs without autograd, and the weights stay as they are."""
    model, trainer = trained(student, job)
    before = tuple(student.given.weights(model))
    trainer.test_model(student.given.loader(job.x, job.y, job.batch, True))
    calls = student.given.calls(model)
    graphs = count(calls, "graph", "the use of the network by test_model")
    assert graphs == near(0, names=f"of {len(calls)} batches, those for which gradients were prepared,")
    assert tuple(student.given.weights(model)) == near(before, names=("W", "b"))


@task(points=1)
@given(jobs(epochs=(2, 3)))
def test_train_model_goes_back_to_training_mode(student, job):
    """In every epoch, also after the first test, the network learns in training mode."""
    model, _ = ran(student, job)
    calls = [call for call in student.given.calls(model) if call["graph"] and not call["validation"]]
    count(calls, "training", "the use of the network for training")
    evaluating = sum(not call["training"] for call in calls)
    assert evaluating == near(0, names=f"of {len(calls)} batches, those learned in evaluation mode,")


def clear_answers(job):
    """The class with the largest score of each sample; jobs where two are almost equal are left out."""
    scores = job.x.astype(float) @ job.W.T + job.b
    best, second = np.sort(scores, axis=1)[:, :-3:-1].T
    assume((best - second).min() > 1e-3)
    return scores.argmax(axis=1)


@task(points=1)
@given(jobs(sizes=(4, 5)), st.integers(1, 3))
def test_test_model_returns_the_accuracy(student, job, wrong):
    """Among the numbers that test_model(loader) returns is the share of right answers."""
    answers = clear_answers(job)
    job = replace(job, y=np.where(np.arange(len(answers)) < wrong, (answers + 1) % 10, answers))
    accuracy = 1 - wrong / len(answers)
    model = student.given.witness(job.W, job.b)
    loader = student.given.loader(job.x, job.y, job.batch)
    answer = student.given.tested(student.ModelTrainer(model, 0.1, 1), loader)
    if not answer:
        raise Mismatch("what test_model returns", "without a number in it", "the loss and the accuracy")
    pairs = product(answer, (accuracy, 100 * accuracy))
    got, wanted = min(pairs, key=lambda pair: abs(pair[0] - pair[1]))
    assert got == near(wanted, scale=1 + wanted, like=np.float32, names="the accuracy")

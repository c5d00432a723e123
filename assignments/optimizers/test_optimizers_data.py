"""Optimizers, part 2: mini-batches, and learning rates that change (Lecture 4).

    X (N, d), y (N,)  samples and labels: sample i is (i, i + 0.5, ...) and its label 10 i, so each is known
    B                 batch size
    t                 updates made so far: 0 at the first

Nothing is compared with a random draw: any shuffle passes, but for those far out in the tails of chance.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import Mismatch, between, near, task, unpack
from autograder.claims.strategies import sizes
from reference_solutions import optimizers as reference

MANY = 100  # samples, where the order is judged
NEIGHBOURS = (0, 20)  # of 99; chance brings one, and more than 20 in 1e-19 of all orders
STAYED = (0, 80)  # of 100; chance leaves one where it is
FIRST_HALF = (0.12, 0.88)  # of 45 to 55; chance brings half, less or more than this in 3e-14 of all orders


@dataclass(frozen=True)
class Samples:
    """N samples of d features, cut into batches of B."""

    N: int
    d: int
    B: int
    seed: int

    @property
    def X(self):
        """(N, d): 0, 0.5, 1, ...; then 1, 1.5, 2, ...; and so on."""
        return np.arange(self.N)[:, None] + np.arange(self.d) / 2

    @property
    def y(self):
        """(N,): 0, 10, 20, ..."""
        return 10 * np.arange(self.N)

    def batches(self, student, rng=None):
        """The student's batches of one epoch: [(Xb, yb), ...]."""
        rng = student.given.rng(self.seed) if rng is None else rng
        batches = student.given.listed(student.minibatches(self.X, self.y, self.B, rng))
        if not isinstance(batches, list | tuple):
            raise Mismatch("the answer", "no list of batches", "a list or a generator of pairs (Xb, yb)")
        return [unpack(batch, "Xb", "yb") for batch in batches]

    def order(self, student, rng=None):
        """Which samples the student's batches hold, one after the other."""
        rows = [row for Xb, _ in self.batches(student, rng) for row in rows_of(Xb, self)]
        return np.array([row[0] for row in rows])


def listed(array):
    """The numbers of a batch's labels."""
    if not isinstance(array, np.ndarray) or array.ndim != 1 or array.dtype.kind not in "iuf":
        raise Mismatch("yb", "no array of numbers of one axis", "one label for each sample of the batch")
    return array.tolist()


@st.composite
def samples(draw, most=12, whole=False):
    """Samples; if `whole`, the last batch is as large as the others."""
    B, d, seed = *draw(sizes(5, 3)), draw(st.integers(0, 9999))
    N = B * draw(st.integers(1, 4)) if whole else draw(st.integers(1, most))
    return Samples(N, d, B, seed)


@task(points=4)
@given(samples(whole=True))
def test_minibatches_hold_every_sample_once(student, data):
    """One call is one epoch: no sample is left out and none comes twice."""
    batches = data.batches(student)
    assert len(batches) == near(data.N // data.B, names="the number of batches")
    rows = sorted(tuple(row) for Xb, _ in batches for row in rows_of(Xb, data))
    assert np.array(rows).reshape(-1, data.d) == near(data.X, names="all rows of all batches, sorted")


def rows_of(Xb, data):
    """The rows of a batch, each of which is one of X."""
    if not isinstance(Xb, np.ndarray) or Xb.ndim != 2 or Xb.shape[1] != data.d or Xb.dtype.kind not in "iuf":
        raise Mismatch("Xb", "no array of rows like those of X", f"an array of shape (samples, {data.d})")
    known = data.X.tolist()
    strange = [row for row in Xb.tolist() if row not in known]
    if strange:
        raise Mismatch("a row of Xb", str(strange[0]), "one of the rows of X")
    return Xb.tolist()


@task(points=3)
@given(samples())
def test_minibatches_are_full_but_for_the_last(student, data):
    """N samples make ceil(N / B) batches of B; what is left over is the last one, and is not dropped."""
    wanted = [min(data.B, data.N - i) for i in range(0, data.N, data.B)]
    got = [(len(rows_of(Xb, data)), len(listed(yb))) for Xb, yb in data.batches(student)]
    assert len(got) == near(len(wanted), names="the number of batches")
    names = [f"the numbers of samples and of labels in batch {i}" for i in range(len(wanted))]
    assert got == near([(size, size) for size in wanted], names=names)


@task(points=3)
@given(samples())
def test_minibatches_keep_each_sample_with_its_label(student, data):
    """Row i of Xb and element i of yb belong together, as they did in X and y."""
    batches = data.batches(student)
    names = [f"yb of batch {i}" for i in range(len(batches))]
    labels = [10 * np.array(rows_of(Xb, data)).reshape(-1, data.d)[:, 0] for Xb, _ in batches]
    assert [yb for _, yb in batches] == near(labels, names=names)
    assert len(batches) == near(-(-data.N // data.B), names="the number of batches")
    assert sum(map(len, labels)) == near(data.N, names="the number of samples in all batches")


@task(points=2, examples=20)
@given(st.sampled_from((100, 90, 110)), st.integers(0, 9999))
def test_minibatches_mix_all_samples(student, N, seed):
    """Neighbours are parted, and the first half of the batches holds samples of both halves."""
    order = Samples(N, 1, 10, seed).order(student)
    assert np.sort(order) == near(np.arange(N), names="all samples, sorted")
    neighbours, half = int((np.diff(order) == 1).sum()), N // 2
    early = float((order[:half] < half).mean())
    assert neighbours == near(between(*NEIGHBOURS), names="how often sample i + 1 comes right after sample i")
    assert early == near(between(*FIRST_HALF), names="the share of samples of the first half in it")


@task(points=2, examples=20)
@given(st.integers(0, 9999))
def test_minibatches_draw_their_order_from_rng(student, seed):
    """The same state of rng gives the same order; what was drawn is gone, so the next epoch has another."""
    data = Samples(MANY, 1, 10, seed)
    rng = student.given.rng(seed)
    first, second, again = data.order(student, rng), data.order(student, rng), data.order(student)
    assert again == near(first, names="the order drawn from an rng in the same state")
    assert np.sort(second) == near(np.arange(MANY), names="all samples, sorted")
    stayed = int((first == second).sum())
    assert stayed == near(between(*STAYED), names="how many samples stay in place in the next epoch")


# ---- learning rates -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Rate:
    """A learning rate at first, the number of updates made, and a schedule's period."""

    lr0: float
    t: int
    period: int


@st.composite
def rates(draw, within=False):
    """A Rate; t is at most the period if `within`, else often next to a multiple of it."""
    lr0, period = draw(st.sampled_from((1.0, 0.1, 0.5, 0.01, 3.0))), draw(st.integers(1, 12))
    near_multiples = st.integers(0, 4).flatmap(lambda k: st.integers(k * period - 1, k * period + 1))
    t = draw(st.integers(0, period) if within else st.one_of(near_multiples, st.integers(0, 40)))
    return Rate(lr0, max(t, 0), period)


def near_rate(want, at):
    """The claim about a learning rate, to the last digits."""
    return near(float(want), scale=at.lr0, terms=0, names="the learning rate")


@task(points=3)
@given(rates(), st.sampled_from((0.5, 0.1, 0.9)))
def test_step_decay_drops_every_so_many_updates(student, at, drop):
    """lr0 drop^floor(t / every): the first drop is at t = every."""
    want = at.lr0 * np.prod([drop] * (at.t // at.period))
    assert student.step_decay(at.lr0, at.t, drop, at.period) == near_rate(want, at)


@task(points=2)
@given(rates(), st.sampled_from((0.5, 0.9, 0.99)))
def test_exponential_decay_shrinks_by_a_factor_each_update(student, at, gamma):
    """lr0 gamma^t."""
    want = at.lr0 * np.prod([gamma] * at.t)
    assert student.exponential_decay(at.lr0, at.t, gamma) == near_rate(want, at)


@task(points=3)
@given(rates(within=True), st.sampled_from((0.5, 0.1, 0.0)))
def test_cosine_decay_is_half_a_wave(student, at, part):
    """From lr0 at t = 0 over (lr0 + lr_min) / 2 halfway to lr_min at t = T, along a cosine."""
    want = reference.cosine_decay(at.lr0, at.t, at.period, part * at.lr0)
    assert student.cosine_decay(at.lr0, at.t, at.period, part * at.lr0) == near_rate(want, at)


@task(points=1)
@given(rates(within=True))
def test_cosine_decay_goes_down_to_zero_by_default(student, at):
    """Without lr_min the rate is lr0 cos^2(pi t / 2T)."""
    want = at.lr0 * np.cos(np.pi * at.t / at.period / 2) ** 2
    assert student.cosine_decay(at.lr0, at.t, at.period) == near_rate(want, at)


@task(points=3)
@given(rates())
def test_warmup_rises_in_equal_steps(student, at):
    """lr0 (t + 1) / steps until that is lr0; then it stays."""
    want = at.lr0 if at.t >= at.period else at.lr0 * (at.t + 1) / at.period
    assert student.warmup(at.lr0, at.t, at.period) == near_rate(want, at)

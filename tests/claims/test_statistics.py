"""Counts of random answers: what passes, what does not, and how often chance alone refuses."""

import math
from fractions import Fraction

import numpy as np
import pytest

from autograder.claims import Mismatch, binomial, near
from autograder.claims.claim import witnessing
from autograder.claims.statistics import ALARM, accepted
from autograder.errors import AuthorError


def exact_tails(n: int, p: Fraction, lo: int, hi: int) -> tuple[Fraction, Fraction]:
    """P(X < lo) and P(X > hi), in whole numbers."""
    pmf = [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    return sum(pmf[:lo], Fraction()), sum(pmf[hi + 1 :], Fraction())


@pytest.mark.parametrize(("n", "bounds"), [((10_000, 0.5), (4695, 5305)), ((10_000, 0.25), (2239, 2767)),
                                       ((10_000, 0.8), (7752, 8241)), ((100, 0.5), (20, 80))])  # fmt: skip
def test_bounds_are_those_of_the_contract(n: tuple[int, float], bounds: tuple[int, int]) -> None:
    """At 1e-9 the accepted counts are the published ones, to within one."""
    assert np.abs(np.subtract(accepted(*n, 1e-9), bounds)).max() <= 1


@pytest.mark.parametrize("n", [1, 7, 60, 400])
@pytest.mark.parametrize("p", [Fraction(1, 10), Fraction(1, 2), Fraction(4, 5)])
def test_each_tail_has_at_most_half_the_alarm_and_one_more_count_would_have_more(n: int, p: Fraction) -> None:
    """The bounds are exact: rational arithmetic agrees, and no tighter ones would do."""
    lo, hi = accepted(n, float(p), 1e-6)
    below, above = exact_tails(n, p, lo, hi)
    assert max(below, above) <= Fraction(1, 2 * 10**6)
    below, above = exact_tails(n, p, lo + 1, hi - 1)
    assert min(below, above) > Fraction(1, 2 * 10**6)


def test_counts_within_the_bounds_pass() -> None:
    """Python and numpy whole numbers pass up to the bounds."""
    lo, hi = accepted(1000, 0.25, ALARM)
    for count in (lo, 250, np.int64(hi), 250.0):
        assert count == binomial(1000, 0.25)


@pytest.mark.parametrize("count", [0, 1000, 100, 400])
def test_counts_outside_fail_with_the_bounds(count: int) -> None:
    """The message tells the count, what is expected and what chance leaves."""
    with pytest.raises(Mismatch, match=f"units dropped is {count} of 1000, wanted about 250 of 1000"):
        assert count == binomial(1000, 0.25, name="units dropped")


@pytest.mark.parametrize("odd", [None, "many", [1], 2.5, 5 + 1j, np.ones(2), float("nan")])
def test_what_is_no_count_fails(odd: object) -> None:
    """A list, a text, a fraction or nan is no count."""
    with pytest.raises(Mismatch, match="wanted a whole number"):
        assert odd == binomial(10, 0.5)


@pytest.mark.parametrize(("n", "p", "alarm"), [(0, 0.5, 0.1), (2.0, 0.5, 0.1), (5, 0.0, 0.1), (5, 0.5, 0.0)])
def test_impossible_trials_are_the_authors_fault(n: int, p: float, alarm: float) -> None:
    """n from 1, p and alarm strictly between 0 and 1."""
    with pytest.raises(AuthorError, match="binomial"):
        binomial(n, p, alarm=alarm)


def test_a_witness_sees_claims_and_their_rates_of_false_alarm() -> None:
    """Claims that are asked are written down in order; only counts can be refused by chance."""
    with witnessing() as seen:
        for answer, claim in ((5, binomial(10, 0.5, alarm=1e-3)), (1.0, near(1.0))):
            assert answer == claim
    assert [(asked.claim.alarm, asked.got) for asked in seen] == [(1e-3, 5), (0.0, 1.0)]

"""Random answers, judged by counts: exact tests with a stated rate of false alarms.

    n  independent trials, p  probability that one of them succeeds
    alarm  probability that a right answer is refused

A statistic is brought into the form of a count (units kept, pairs that agree, values below a quantile), whose
distribution is then known exactly: the binomial one. Its tails are summed, not approximated.
"""

import functools
import math
from typing import Any

import numpy as np

from autograder.claims.claim import Claim, as_array
from autograder.claims.mismatch import Mismatch, kind_of, number
from autograder.errors import AuthorError

ALARM = 1e-12  # of one claim
MOST_ALARM = 1e-9  # of a task, all its claims on all its examples together


class Binomial(Claim):
    """A count of successes in n independent trials of probability p."""

    __slots__ = ("alarm", "bounds", "n", "p")

    def __init__(self, n: int, p: float, name: str, alarm: float) -> None:
        super().__init__(name)
        self.n, self.p, self.alarm = n, p, alarm
        self.bounds = accepted(n, p, alarm)

    def __repr__(self) -> str:
        return f"binomial({self.n}, {number(self.p)})"

    def check(self, got: Any) -> None:
        """Raise Mismatch unless it is a whole number that chance explains."""
        array = as_array(got)
        if array is None or array.shape or array.dtype.kind == "c" or not float(array).is_integer():
            raise Mismatch(self.name, kind_of(got), "a whole number")
        lo, hi = self.bounds
        count = int(array)
        if not lo <= count <= hi:
            wanted = f"about {self.n * self.p:.4g} of {self.n} (chance alone leaves {lo} to {hi})"
            raise Mismatch(self.name, f"{count} of {self.n}", wanted)


def binomial(n: int, p: float, *, name: str = "the count", alarm: float = ALARM) -> Claim:
    """A count that n trials of probability p explain: two-sided, refused at most so often (`alarm`).

    Raises:
        AuthorError: n is no whole number from 1 on, p or alarm does not lie between 0 and 1.
    """
    if type(n) is not int or n < 1 or not 0 < p < 1 or not 0 < alarm < 1:
        raise AuthorError(f"binomial: n={n!r} must be 1 or more, p={p!r} and alarm={alarm!r} from 0 to 1")
    return Binomial(n, float(p), name, alarm)


@functools.lru_cache(maxsize=1024)
def accepted(n: int, p: float, alarm: float) -> tuple[int, int]:
    """The counts lo to hi that pass: P(X < lo) <= alarm / 2 and P(X > hi) <= alarm / 2, lo and hi closest."""
    k = np.arange(n + 1)
    log_k = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])  # log k!
    log_pmf = log_k[n] - log_k[k] - log_k[n - k] + k * math.log(p) + (n - k) * math.log1p(-p)
    pmf = np.exp(log_pmf)
    below, above = np.cumsum(pmf), np.cumsum(pmf[::-1])  # P(X <= k), P(X >= n - k)
    lo = int(np.searchsorted(below, alarm / 2, side="right"))
    return lo, n - int(np.searchsorted(above, alarm / 2, side="right"))

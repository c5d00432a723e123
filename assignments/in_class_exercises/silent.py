"""Claims that do not give the right answer away: whoever reads why a task failed has to think again."""

import math

import numpy as np

from autograder.claims import Claim, Mismatch


class Right(Claim):
    """One of the right numbers, or as near to one as is allowed."""

    __slots__ = ("allowed", "wanted")

    def __init__(self, name, *wanted, allowed=0):
        super().__init__(name)
        self.wanted, self.allowed = wanted, allowed

    def check(self, got):
        """Raise Mismatch unless it is."""
        if not any(abs(got - number) <= self.allowed for number in self.wanted):
            raise Mismatch(self.name, str(got), "another answer", f"{self.name}, read as {got}, is not right")


class Mostly(Claim):
    """Truth values, one for each statement, of which so many more are right than wrong."""

    __slots__ = ("least", "truth")

    def __init__(self, name, truth, least):
        super().__init__(name)
        self.truth, self.least = truth, least

    def check(self, got):
        """Raise Mismatch unless it is so."""
        right = sum(got[key] == self.truth[key] for key in got)
        if right - (len(got) - right) < self.least:
            counted = f"{right} right, {len(got) - right} wrong"
            said = f"right minus wrong is {2 * right - len(got)} ({counted}), wanted at least {self.least}"
            raise Mismatch(self.name, counted, f"at least {self.least}", f"{self.name}: {said}")


class Beyond(Claim):
    """Outputs at the corners above `margin` where XOR is 1, below -margin where it is 0."""

    __slots__ = ("corners", "margin")

    def __init__(self, corners, margin):
        super().__init__("y")
        self.corners, self.margin = corners, margin

    def check(self, got):
        """Raise Mismatch about the first corner where it is not."""
        for corner, y in zip(self.corners, np.asarray(got).tolist(), strict=True):
            on = corner[0] != corner[1]
            if not (self.margin < y < math.inf if on else -math.inf < y < -self.margin):
                wanted = f"{'above' if on else 'below'} {self.margin if on else -self.margin or 0:g}"
                said = f"your network gives y = {y:.6g} at x = {corner}, wanted {wanted}"
                raise Mismatch(f"y at {corner}", f"{y:.6g}", wanted, said)

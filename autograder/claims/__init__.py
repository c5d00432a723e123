"""The words that assignments are written in."""

from autograder.claims.claim import Claim, anything, unpack
from autograder.claims.conventions import conventions
from autograder.claims.forms import between, shaped, up_to_sign
from autograder.claims.gradients import callback, difference, inner, near_inner, near_slope
from autograder.claims.measures import measured
from autograder.claims.mismatch import Mismatch
from autograder.claims.near import near
from autograder.claims.statistics import binomial
from autograder.claims.task import TaskMark, task
from autograder.claims.upcast import upcast

__all__ = [
    "Claim",
    "Mismatch",
    "TaskMark",
    "anything",
    "between",
    "binomial",
    "callback",
    "conventions",
    "difference",
    "inner",
    "measured",
    "near",
    "near_inner",
    "near_slope",
    "shaped",
    "task",
    "unpack",
    "up_to_sign",
    "upcast",
]

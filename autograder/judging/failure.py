"""One example on which a task did not hold, and who is to blame."""

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import AuthorError, EngineError
from autograder.judging.recordings import Choices
from autograder.model import Status
from autograder.sandbox.asking import Asking
from autograder.sandbox.endings import StudentRaised
from autograder.sandbox.student import WrongForm

MACHINERY = tuple(str(Path(__file__).parents[1] / part) for part in ("sandbox", "judging"))


@dataclass(frozen=True, slots=True)
class Failure:
    """One example on which a task did not hold."""

    arguments: dict[str, Any]
    error: Exception
    choices: Choices = ()

    @property
    def status(self) -> Status:
        return Status.RAISED if isinstance(self.error, StudentRaised) else Status.FAILED

    @property
    def kind(self) -> tuple[Status, str]:
        """What must stay the same while the example is made smaller."""
        return self.status, self.error.kind if isinstance(self.error, StudentRaised) else ""

    @property
    def weight(self) -> tuple[int, int]:
        """How large the example is."""
        size = sum(len(c) if isinstance(c, bytes | str) else 1 for c in self.choices)
        return size, len(self.choices)


def blame(error: Exception) -> None:
    """Return if the student's answer is to blame.

    Raises:
        AuthorError: a function that the test handed to the student failed in a way it did not declare.
        EngineError: the grader's own machinery failed.
    """
    if isinstance(error, AssertionError | StudentRaised | WrongForm):
        return
    codes = [frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__)]
    said = f"{type(error).__name__}: {error}"
    if Asking._serve_callback.__code__ in codes:
        raise AuthorError(
            f"a function given to student code raised {said}; callback(may_raise=...) declares it"
        )
    if codes[-1].co_filename.startswith(MACHINERY):
        raise EngineError(said) from error

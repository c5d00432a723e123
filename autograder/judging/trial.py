"""One task of one submission, where it is graded: what cannot be recorded is drawn, what fails is shrunk."""

from contextlib import AbstractContextManager, suppress
from enum import IntEnum
from typing import Any

from hypothesis.errors import UnsatisfiedAssumption

from autograder.errors import EngineError
from autograder.judging import hypothesis_runs
from autograder.judging.collection import Check
from autograder.judging.failure import Failure
from autograder.judging.recordings import Recording
from autograder.judging.replay import Replay
from autograder.sandbox.asking import Asking
from autograder.sandbox.endings import Ending
from autograder.sandbox.session import Session

SHRINK_BUDGET = 100  # examples tried to make a counterexample smaller


class Effort(IntEnum):
    """How much is found out about a task that does not hold."""

    VERDICT = 0  # only that it does not: the first failing example ends it
    EXAMPLES = 1  # how every example ends
    SMALLEST = 2  # the smallest counterexample, too


class Trial(Replay):
    """One task of one submission in a worker."""

    dropped = UnsatisfiedAssumption

    def __init__(
        self,
        check: Check,
        recording: Recording,
        session: Session,
        seed: int,
        effort: Effort = Effort.SMALLEST,
    ) -> None:
        super().__init__(check, recording, session, seed)
        self.drawn, self.function, self.examples = check.drawn, check.function, check.examples
        self.effort, self.all_examples = effort, effort is not Effort.VERDICT

    def replaying(self) -> AbstractContextManager[Any]:
        """What `assume`, `note`, `event` and `target` need."""
        return hypothesis_runs.replaying(self.check.body)

    def replay(self, run: Asking) -> list[Failure]:
        """Evaluate every rehearsed example; where draws cannot be recorded, new ones."""
        if not self.recording.live:
            return super().replay(run)
        self.shown = []
        failures: list[Failure | None] = []

        def body(student: None, **arguments: Any) -> None:
            failures.append(self.witnessed(run, arguments, hypothesis_runs.current_choices()))

        hypothesis_runs.generate(self.function, body, self.seed, self.examples)
        if not failures:
            raise EngineError("no example was drawn: no evidence is never a pass")
        return [failure for failure in failures if failure]

    def smallest(self, failures: list[Failure]) -> Failure:
        """The smallest failure of the first one's kind, made smaller within the budget."""
        best = super().smallest(failures)
        if not self.drawn or self.recording.live or self.effort is not Effort.SMALLEST:
            return best
        return self._shrunk(best)

    def _shrunk(self, best: Failure) -> Failure:
        """The smallest failure found within the budget, whatever ends the search."""
        found, left = [best], [SHRINK_BUDGET]
        sizes: list[Any] = []

        def body(student: None, **arguments: Any) -> None:
            if not left[0]:
                raise _BudgetSpent
            left[0] -= 1
            failure = self.evaluate(run, arguments, hypothesis_runs.current_choices())
            if failure is not None and failure.kind == best.kind:
                size = hypothesis_runs.current_size()
                if not sizes or size <= sizes[-1]:
                    found.append(failure)
                    sizes.append(size)
                raise failure.error

        with suppress(Exception, Ending, _BudgetSpent), self.stage.run(self.seed) as run:
            hypothesis_runs.shrink(self.function, body, best.choices)
        return found[-1]


class _BudgetSpent(BaseException):
    """Enough examples were tried."""

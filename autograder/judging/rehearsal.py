"""Rehearse once: the reference as the student, every task live; what was drawn is kept for all.

A submission is judged by replaying the drawn arguments, which costs a hundredth of drawing them. Half of
the examples of a visible task are those that students get to try their code on; the others are secret.
"""

from collections.abc import Sequence
from typing import Any

from hypothesis.errors import UnsatisfiedAssumption

from autograder.claims.claim import witnessing
from autograder.claims.statistics import MOST_ALARM
from autograder.errors import AuthorError
from autograder.judging import hypothesis_runs
from autograder.judging.collection import Check
from autograder.judging.recordings import Example, Recording, copied, encoded, is_recordable
from autograder.judging.seeds import released_seed, released_share, seed_of
from autograder.sandbox import public
from autograder.sandbox.endings import Ending
from autograder.sandbox.run import Run
from autograder.sandbox.session import Session
from autograder.sandbox.student import Student


def rehearse(checks: Sequence[Check], session: Session, seed: int) -> dict[str, Recording]:
    """Run every check against the reference, loaded in `session`; one recording for each task."""
    return {
        check.task.name: _rehearse_one(check, session, seed_of(seed, check.task.name)) for check in checks
    }


def _rehearse_one(check: Check, session: Session, seed: int) -> Recording:
    name = check.task.name
    with session.run(seed) as run:
        rehearsing = _Rehearsing(check, run)
        try:
            released = rehearsing.all(seed)
        except (Exception, Ending) as error:
            fault = f"the reference does not pass {name}: {type(error).__name__}: {error}"
            return Recording(name, fault=fault)
        names = tuple(sorted(run.names))
    if not rehearsing.examples:
        return Recording(name, fault=f"{name} drew no example")
    if (alarm := rehearsing.alarm) > MOST_ALARM:
        most = f"at most {MOST_ALARM:g}"
        return Recording(name, fault=f"{name} refuses a right answer with probability {alarm:.1g}; {most}")
    if not rehearsing.recordable:
        return Recording(name, (), names, live=True, alarm=alarm)
    return Recording(name, tuple(rehearsing.examples), names, alarm=alarm, released=released)


class _Rehearsing:
    """One task, run by the reference: what was drawn, and how probable a false alarm is."""

    def __init__(self, check: Check, run: Run) -> None:
        self.check, self.run = check, run
        self.examples: list[Example] = []
        self.recordable = True
        self.alarm = 0.0
        self._written = public.constants(check.body)

    def all(self, seed: int) -> int:
        """Run the examples that students get, then those of `seed`; how many the first are."""
        check, share = self.check, released_share(self.check.examples)
        if not check.drawn:
            self._body(None)
        elif check.task.hidden:
            hypothesis_runs.generate(check.function, self._body, seed, check.examples)
        else:
            hypothesis_runs.generate(check.function, self._body, released_seed(check.task.name), share)
            return self._secret(seed, max(1, check.examples - share))
        return 0 if check.task.hidden else len(self.examples)

    def _secret(self, seed: int, count: int) -> int:
        """Run so many other examples; how many there were before. The first one drawn is always the same."""
        released = len(self.examples)
        if not self.recordable:  # it may draw on the way, and does so in every run of an example
            hypothesis_runs.generate(self.check.function, self._body, seed, count, explicit=False)
            return released
        before = {encoded([example.arguments]) for example in self.examples}

        def body(student: None, **arguments: Any) -> None:
            known = is_recordable(arguments) and encoded([arguments]) in before
            if not known and len(self.examples) < released + count:
                self._body(student, **arguments)

        hypothesis_runs.generate(self.check.function, body, seed, count + 1, explicit=False)
        return released

    def _body(self, student: None, **arguments: Any) -> None:
        run = self.run
        run.public = self._written | public.keys(arguments)
        self.recordable &= is_recordable(arguments)
        kept = copied(arguments) if self.recordable else {}
        run.fresh()
        with witnessing() as seen:
            _without_late_assumption(self.check, run, arguments)
        self.alarm += sum(asked.claim.alarm for asked in seen)
        choices = hypothesis_runs.current_choices() if self.check.drawn else ()
        self.examples.append(Example(kept, choices, tuple(run.frames) if run.repeatable else ()))


def _without_late_assumption(check: Check, run: Run, arguments: dict[str, Any]) -> None:
    try:
        check.body(student=Student(run), **arguments)
    except UnsatisfiedAssumption:
        if run.calls:
            raise AuthorError("assume() after a call to student code lets students dodge examples") from None
        raise

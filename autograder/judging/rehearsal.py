"""Rehearse once: the reference as the student, every task live; what was drawn is kept for all.

A submission is judged by replaying the drawn arguments, which costs a hundredth of drawing them.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from hypothesis.errors import UnsatisfiedAssumption

from autograder.claims.claim import witnessing
from autograder.claims.statistics import MOST_ALARM
from autograder.errors import AuthorError
from autograder.judging import hypothesis_runs
from autograder.judging.collection import Check
from autograder.judging.recordings import Example, Recording, copied, is_recordable
from autograder.sandbox import public
from autograder.sandbox.endings import Ending
from autograder.sandbox.run import Run
from autograder.sandbox.session import Session
from autograder.sandbox.student import Student


def seed_of(seed: int, task: str) -> int:
    """The seed of one task, independent of all others."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{task}".encode()).digest()[:8], "big")


def rehearse(checks: Sequence[Check], session: Session, seed: int) -> dict[str, Recording]:
    """Run every check against the reference, loaded in `session`; one recording for each task."""
    return {
        check.task.name: _rehearse_one(check, session, seed_of(seed, check.task.name)) for check in checks
    }


def _rehearse_one(check: Check, session: Session, seed: int) -> Recording:
    examples: list[Example] = []
    recordable = [True]
    alarm = 0.0
    written = public.constants(check.body)
    with session.run(seed) as run:

        def body(student: None, **arguments: Any) -> None:
            run.public = written | public.keys(arguments)
            recordable[0] &= is_recordable(arguments)
            kept = copied(arguments) if recordable[0] else {}
            run.fresh()
            with witnessing() as seen:
                _without_late_assumption(check, run, arguments)
            nonlocal alarm
            alarm += sum(asked.claim.alarm for asked in seen)
            choices = hypothesis_runs.current_choices() if check.drawn else ()
            examples.append(Example(kept, choices, tuple(run.frames) if run.repeatable else ()))

        try:
            if check.drawn:
                hypothesis_runs.generate(check.function, body, seed, check.examples)
            else:
                body(None)
        except (Exception, Ending) as error:
            fault = f"the reference does not pass {check.task.name}: {type(error).__name__}: {error}"
            return Recording(check.task.name, fault=fault)
        names = tuple(sorted(run.names))
    if not examples:
        return Recording(check.task.name, fault=f"{check.task.name} drew no example")
    if alarm > MOST_ALARM:
        fault = (
            f"{check.task.name} refuses a right answer with probability {alarm:.1g}; at most {MOST_ALARM:g}"
        )
        return Recording(check.task.name, fault=fault)
    kept_examples = tuple(examples) if recordable[0] else ()
    return Recording(check.task.name, kept_examples, names, live=not recordable[0], alarm=alarm)


def _without_late_assumption(check: Check, run: Run, arguments: dict[str, Any]) -> None:
    try:
        check.body(student=Student(run), **arguments)
    except UnsatisfiedAssumption:
        if run.calls:
            raise AuthorError("assume() after a call to student code lets students dodge examples") from None
        raise

"""What misconceptions answer to the rehearsed examples, found out once for all submissions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from autograder.judging.collection import Check
from autograder.judging.diagnosis import Known
from autograder.judging.recordings import Recording
from autograder.judging.seeds import seed_of
from autograder.judging.trial import Effort, Trial
from autograder.model import Misconception
from autograder.sandbox.endings import Ending
from autograder.sandbox.session import Session


def learn(
    misconceptions: Iterable[Misconception],
    checks: Sequence[Check],
    recordings: Mapping[str, Recording],
    opened: Callable[[Misconception], Session],
    seed: int | str,
) -> Iterator[Known]:
    """What misconceptions show, each in a worker of its own that `opened` gives.

    A task in which one does not end every example by an answer or an exception teaches nothing.
    """
    for misconception in misconceptions:
        with opened(misconception) as session, suppress(Ending):
            session.load()
            for check in checks:
                name, recording = check.task.name, recordings[check.task.name]
                if name not in misconception.tasks or recording.fault:
                    continue
                trial = Trial(check, recording, session, seed_of(seed, name), Effort.EXAMPLES)
                with suppress(Ending):
                    if trial.failures():
                        told = (misconception.name, misconception.hint, misconception.tasks, name)
                        yield Known(*told, tuple(trial.shown), chance=recording.alarm > 0)

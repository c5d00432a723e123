"""What came of a task, in the student's words: a failure or an ending -> an Outcome."""

from autograder.judging import environment
from autograder.judging.examples import counterexample
from autograder.judging.failure import Failure
from autograder.model import Counterexample, Outcome, Status, Task
from autograder.sandbox.endings import Frames, StudentRaised, WorkerLost


def failed(task: Task, failure: Failure) -> Outcome:
    """The outcome that a failure means."""
    error = failure.error
    shown = counterexample(failure.arguments, error) if failure.arguments else None
    if not isinstance(error, StudentRaised):
        return Outcome(task.name, Status.FAILED, _says(error), "", shown)
    lacking = environment.lack(error.kind, error.message, error.frames[-1][2] if error.frames else "")
    said = [] if lacking and error.module else [_raised(error)]
    says = "\n".join([*said, *environment.cause(lacking), *_places(error.frames)])
    return Outcome(task.name, Status.RAISED, says, lacking and environment.STAFF + lacking, shown)


def lost(task: Task, ending: WorkerLost, example: Counterexample | None) -> Outcome:
    """The outcome of a process that ended, at an example if it is known at which."""
    says = "\n".join([f"Stopped: {ending}.", *_places(ending.frames)])
    return Outcome(task.name, Status.LOST, says, "", example)


def blocked(task: Task, before: Task, status: Status) -> Outcome:
    """A task whose prerequisite did not pass; if that is the grader's fault, so is this."""
    if status is Status.VOID:
        return Outcome(task.name, Status.VOID, staff=f"{before.name} comes first and is void")
    return Outcome(task.name, Status.FAILED, f"This needs “{before.title}” to pass first.")


def _places(frames: Frames) -> list[str]:
    """The student's own frames, one a line."""
    return [f"  {where}, in {function}: {source}" for where, function, source in frames]


def _raised(error: StudentRaised) -> str:
    """An exception in a sentence: whose fault it is depends on where it came from."""
    if not error.frames:
        return f"Used as the handout says, your code answered with {error}"
    return f"Your code raised {error}"


def _says(error: Exception) -> str:
    """An assertion speaks for itself; any other error in the test means an answer of the wrong form."""
    message = str(error).strip()
    if isinstance(error, AssertionError):
        return message.partition("\nassert ")[0] if message else "The answer is not what it should be."
    return f"What came back has the wrong form: {message}."

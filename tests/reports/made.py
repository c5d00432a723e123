"""Reports as grading would have made them."""

from pathlib import Path
from typing import Any

from autograder.model import Manual, Mark, Outcome, Person, Report, Status, Submission, Task

TASKS = (
    Task("add_is_elementwise", 3.0, "add(x, y) = x + y.", names=("add",)),
    Task("double_is_twice_as_much", 1.0, "double(x) = 2 x.", hidden=True, names=("double",)),
    Task("answer_is_forty_two", 6.0, "The answer is 42.", names=("answer",)),
)
ADD, DOUBLE, ANSWER = (task.name for task in TASKS)
P, F, V, A = Status.PASSED, Status.FAILED, Status.VOID, Status.ABSENT
PLOT = Manual("Explain the plot", 5.0)
PROOF = Manual("Proof", 2.5)
JANE = Person("Jane Doe", "12345", "jane@uni.org")
JOHN = Person("John Roe", "777", "John.Roe@uni.org")


def submission(student: str = "ana", *people: Person, **more: Any) -> Submission:
    """A submission without its bytes."""
    return Submission(student, Path(f"{student}.py"), people=people, **{"digest": "d1", **more})


def report(of: Submission | str = "ana", *statuses: Status, **more: Any) -> Report:
    """A report whose tasks ended so; all of them passed if nothing is said."""
    outcomes = [
        Outcome(task.name, status, says="It gave 41." if status is F else "")
        for task, status in zip(TASKS, statuses or (P, P, P), strict=True)
    ]
    whose = submission(of) if isinstance(of, str) else of
    return Report.of(whose, TASKS, outcomes, **{"confinement": "L3: all", **more})


def mark(task: str, points: float, comment: str = "") -> Mark:
    """What a person gave."""
    return Mark(task, points, comment)

"""What students read when nobody can hand in any more: why each answer is right.

A task's explanation is Markdown of the course's own. Of hidden tasks there is none, neither before nor after.
"""

from dataclasses import dataclass
from datetime import datetime
from textwrap import dedent

from autograder.model import Report, Task
from autograder.reports.text import clean, cut


@dataclass(frozen=True, slots=True)
class Moment:
    """When reports are made, and what whoever makes them says about explanations."""

    now: datetime | None = None  # with a time zone; None: before any due date
    explain: bool | None = None  # None: from the due date on

    def explains(self, due: datetime | None) -> bool:
        """Whether students may read explanations; of what is never due only if asked for."""
        if self.explain is not None:
            return self.explain
        return due is not None and self.now is not None and self.now >= due


BEFORE = Moment()


def words(task: Task) -> str:
    """A task's explanation, without the indentation of the test file; empty if students may not read it."""
    return "" if task.hidden else cut(clean(dedent(task.explanation)).strip())


def explanations(report: Report) -> str:
    """One part for each task that has something to explain, as Markdown."""
    return "\n\n".join(f"### {task.title}\n\n{said}" for task in report.tasks if (said := words(task)))

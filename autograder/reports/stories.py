"""A task in plain text: for terminals."""

from autograder.model import Outcome, Task
from autograder.reports.phrases import PLAIN


def story(task: Task, outcome: Outcome) -> str:
    """The task's sentence, what happened, and the example."""
    found = outcome.counterexample
    parts = [task.sentence, outcome.says or PLAIN[outcome.status]]
    if found:
        parts.append(found.text)
        parts += [f"{name}: {value}" for name, value in (("got", found.got), ("expected", found.wanted))
                  if value and value not in outcome.says]  # fmt: skip
    parts += [f"A hint: {outcome.hint}"] if outcome.hint else []
    return "\n".join(part for part in parts if part.strip())

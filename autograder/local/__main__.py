"""`python -m autograder.local FILE`: what the grader would say of the examples that the course has released.

Exit code 0: all that was tried holds; 1: something does not; 2: bad input.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import BadInput, GraderError
from autograder.local import telling
from autograder.local.check import Check
from autograder.local.offered import Offered, own
from autograder.local.sources import read, the_file
from autograder.model import Outcome, Task


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command; ends the program."""
    try:
        offered = own()
        sys.exit(run(offered, parsed(offered, argv)))
    except (BadInput, GraderError) as fault:
        print(f"autograder: {fault}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:  # who reads has seen enough
        os._exit(0)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(130)


def parsed(offered: Offered, argv: Sequence[str] | None) -> argparse.Namespace:
    """The arguments."""
    files = " or ".join(offered.facts.files)
    parser = argparse.ArgumentParser(
        prog="python -m autograder.local", description=f"Try your work on “{offered.facts.title}”."
    )
    parser.add_argument(
        "file", nargs="?", type=Path, help=f"what you hand in; if left out, {files} in this folder"
    )
    parser.add_argument(
        "-t", "--task", action="append", default=[], metavar="NAME", help="a function or a task"
    )
    parser.add_argument("-l", "--list", action="store_true", help="what is checked, and for how many points")
    return parser.parse_args(argv)


def run(offered: Offered, chosen: argparse.Namespace) -> int:
    """Do what was asked; the exit code."""
    telling.prepare(sys.stdout)
    if chosen.list:
        print(telling.contents(offered.facts))
        return 0
    handed = read(chosen.file or the_file(Path.cwd(), offered.facts))
    tasks = picked(offered, chosen.task)
    by_name = {task.name: task for task in tasks}

    def told(outcome: Outcome) -> None:
        print(telling.one(by_name[outcome.task], outcome), flush=True)

    checked = Check(offered, handed, told=told).run(tasks)
    print(telling.summary(offered.facts, tasks, checked))
    return 0 if telling.holds(checked) else 1


def picked(offered: Offered, names: Sequence[str]) -> list[Task]:
    """The tasks that are tried: all, or those that names mean, in the course's order."""
    wanted = {task.name for name in names for task in offered.named(name)}
    return [task for task in offered.facts.tasks if not names or task.name in wanted]


if __name__ == "__main__":
    main()

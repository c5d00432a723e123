"""`python -m autograder.container grade COURSE FOLDER SECONDS`, `rehearse COURSE`, `prove COURSE COMMAND`."""

import sys
from pathlib import Path

from autograder.container.grading import Desk, grade, nothing
from autograder.container.proof import prove, rehearse


def main(arguments: list[str]) -> int:
    """Grade one submission, or make the image ready and prove it; the exit code."""
    what, course, *rest = arguments
    if what == "rehearse":
        return rehearse(Path(course))
    place, *more = rest
    if what == "prove":
        return prove(Path(course), place)
    desk = Desk(Path(course), Path(place), seconds("".join(more)))
    try:
        return grade(desk)
    except Exception as error:
        nothing(desk, error)
        return 3


def seconds(told: str) -> float:
    """The time limit that the environment tells, 0 if it tells none."""
    return float(told) if told.isdigit() else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

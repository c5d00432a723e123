"""An assignment folder on disk becomes an Assignment."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from autograder.errors import AuthorError, BadInput
from autograder.intake.digests import assignment_digest
from autograder.intake.required import required_names
from autograder.intake.settings import Settings, read_settings
from autograder.intake.wording import listed, meant
from autograder.model import Assignment, Task


def assignment_names(root: Path) -> tuple[str, ...]:
    """The folders under `root/assignments` that hold an assignment.toml, sorted."""
    return tuple(sorted(path.parent.name for path in (root / "assignments").glob("*/assignment.toml")))


def read_assignment(name_or_path: str | Path, root: Path) -> Assignment:
    """Read and check an assignment given by its name under `root`, or by the path of its folder.

    Its `tasks` are empty: the judge collects them from the tests, then calls `check_tasks`.

    Raises:
        BadInput: there is no such assignment, or its reference solution is missing.
        AuthorError: assignment.toml breaks a rule; the sentence names file and key.
    """
    folder = find_folder(name_or_path, root)
    toml = folder / "assignment.toml"
    settings = read_settings(toml.read_bytes(), f"assignments/{folder.name}/{toml.name}")
    reference = folder.parent.parent / "reference_solutions" / f"{folder.name}.py"
    if not reference.is_file():
        raise BadInput(
            f"{folder.name} has no reference solution: reference_solutions/{reference.name} is missing"
        )
    return assemble(folder, reference, settings)


def find_folder(name_or_path: str | Path, root: Path) -> Path:
    """The assignment's folder, absolute."""
    names = assignment_names(root)
    if str(name_or_path) in names:
        return (root / "assignments" / name_or_path).resolve()
    if (Path(name_or_path) / "assignment.toml").is_file():
        return Path(name_or_path).resolve()
    name = Path(name_or_path).name
    if not names:
        raise BadInput(f'there is no assignment "{name}": {root / "assignments"} holds none')
    raise BadInput(f'there is no assignment "{name}"{meant(name, names) or ";"} there are {listed(names)}')


def assemble(folder: Path, reference: Path, settings: Settings) -> Assignment:
    """The value from its checked parts."""
    return Assignment(
        name=folder.name,
        title=settings.title,
        folder=folder,
        reference=reference,
        points=settings.points,
        files=tuple(settings.files),
        load=settings.load,
        preload=tuple(settings.preload),
        examples=settings.examples,
        seed=settings.seed,
        limits=settings.limits.limits(),
        manual=settings.manual_parts(),
        requires=tuple(sorted(settings.requires)) or required_names(folder),
        conventions=settings.conventions,
        due=settings.due,
        digest=assignment_digest(folder, reference),
    )


def check_tasks(assignment: Assignment, tasks: Sequence[Task]) -> None:
    """Tests, points and names must agree.

    Raises:
        AuthorError: no tasks; a name twice; an `after` that names no task or goes round in a circle;
            points that are negative or do not add up to the assignment's.
    """
    if not tasks:
        raise AuthorError(f"{assignment.name}: the tests hold no task; mark them with @task(points=...)")
    twice = [name for name, count in Counter(task.name for task in tasks).items() if count > 1]
    if twice:
        raise AuthorError(f"{assignment.name}: two tasks are called {twice[0]}; rename one")
    check_prerequisites(assignment.name, {task.name: task.after for task in tasks})
    check_points(assignment, tasks)


def check_prerequisites(name: str, after: Mapping[str, tuple[str, ...]]) -> None:
    """Every `after` names a task, and following them ends."""
    for task, needed in after.items():
        for other in needed:
            if other not in after:
                raise AuthorError(
                    f'{name}: {task} comes after "{other}", which is no task{meant(other, after)}'
                )
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        raise AuthorError(f"{name}: tasks wait for each other: {' -> '.join(error.args[1])}") from None


def check_points(assignment: Assignment, tasks: Iterable[Task]) -> None:
    """The tasks' points and the manual ones add up to the assignment's."""
    worth = {task.name: task.points for task in tasks}
    for name, points in worth.items():
        if not (math.isfinite(points) and points >= 0):
            raise AuthorError(
                f"{assignment.name}: {name} is worth {points} points; points are numbers from 0 up"
            )
    automatic = sum(worth.values())
    manual = sum(part.points for part in assignment.manual)
    if not math.isclose(automatic + manual, assignment.points, abs_tol=1e-9):
        raise AuthorError(
            f"{assignment.name}: assignment.toml promises {assignment.points:g} points, "
            f"but the tasks have {automatic:g} and the manual parts {manual:g}"
        )

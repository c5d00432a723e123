"""`grade doctor`: what holds student code back on this machine, what is missing, what that means."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder import probes
from autograder.model import Limits
from autograder.sandbox.launch import Launcher
from autograder.sandbox.session import Session, Source
from autograder.sandbox.student import Student
from autograder.sandbox.tiers import CLOSED, LANDLOCK, LAYERS, UID, WITHOUT, Plan, Tier

MEANING = {
    Tier.L3: "it has a view of the machine of its own: nothing that is not its own can be reached",
    Tier.L2: "it is a user of its own, held by the system-call filter and by file permissions or Landlock",
    Tier.L1: "it runs as you, held by Landlock and the system-call filter",
    Tier.L0: "only limits hold it: grade nothing untrusted here, and no hidden tasks",
}


def examine(root: Path, require: Tier | None) -> RenderableType:
    """Everything `grade doctor` prints.

    Raises:
        BadInput: the machine gives less than `require`.
    """
    with Launcher([], root, require) as launcher:
        launcher.wait()
        return Group(verdict(launcher.plan), layers(launcher.plan), Text(), tried(launcher, root))


def verdict(plan: Plan) -> Text:
    """The tier in a sentence."""
    return Text.assemble((f"{plan.tier.name}", "bold"), f"  student code: {MEANING[plan.tier]}\n")


def layers(plan: Plan) -> Table:
    """A row a layer: whether it holds, what it does or what it means that it is missing."""
    table = Table(box=None, pad_edge=False)
    for heading in ("layer", "", "what it means"):
        table.add_column(heading, overflow="fold")
    for layer, does in LAYERS.items():
        if layer == CLOSED and (LANDLOCK in plan or not (layer in plan or layer in plan.missing)):
            continue  # it matters only where there is no Landlock
        if layer == UID and plan.user_namespace:
            table.add_row(layer, Text("not needed", "green"), "its user namespace does the same")
        elif layer in plan:
            table.add_row(layer, Text("holds", "green"), does)
        else:
            why = plan.missing.get(layer, "")
            table.add_row(layer, Text("missing", "yellow"), f"{WITHOUT[layer]}{f' ({why})' if why else ''}")
    return table


def tried(launcher: Launcher, root: Path) -> Table:
    """What really happens when student code tries."""
    table = Table(box=None, pad_edge=False)
    table.add_column("tried just now, by code in a worker")
    table.add_column("")
    for attempt, through in attempts(launcher, root).items():
        table.add_row(attempt, Text("got through", "red") if through else Text("refused", "green"))
    return table


def attempts(launcher: Launcher, root: Path) -> dict[str, bool]:
    """Each attempt of `probes`, and whether it got through."""
    files = [first_file(sorted(root.glob("assignments/*/*"))), first_file(own_files())]
    source = Source(((0, Path(probes.__file__).read_text(encoding="utf-8")),))
    with Session(launcher, source, Limits(), 0) as session:
        session.load()
        with session.run(0) as run:
            run.fresh()
            student: Any = Student(run)
            return {
                **{f"read {path}": student.reads(str(path)) for path in files if path},
                f"write into {root}": student.writes(str(root)),
                "open a network socket": student.connects(),
                f"signal the grader (process {os.getpid()})": student.signals(os.getpid()),
                "read how the grader was started": student.looks_into(os.getpid()),
            }


def own_files() -> list[Path]:
    """What lies in the user's home."""
    try:
        return sorted(Path.home().iterdir())
    except (OSError, RuntimeError):
        return []  # this user has none


def first_file(paths: Iterable[Path]) -> Path | None:
    """The first of these that is a file and holds something."""
    return next((path for path in paths if path.is_file() and path.stat().st_size), None)

"""Inside a place: builds the arena, has the real command grade it, and tells what came of it as JSON.

python -m tests.attacks.referee class FOLDER [ATTACK ...]
python -m tests.attacks.referee elsewhere FOLDER [ATTACK ...]    grade.py lies outside the course
python -m tests.attacks.referee stopped FOLDER SIGNAL WHOM
"""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.attacks import inventory
from tests.attacks.arena import Arena, build
from tests.attacks.catalog import attacks
from tests.attacks.doors import Doors

PROJECT = Path(__file__).resolve().parents[2]
JOBS = "6"  # more than processors: many attackers only wait
BACKSTOP = 400.0  # seconds for a class
STOPPABLE = ("daemon-ignores-signals", "daemon-fork-chain", "hides-processes", "daemon-rewrites-results")


def grade(arena: Arena) -> list[str]:
    """The command, as far as its paths."""
    return [sys.executable, str(arena.engine / "grade.py"), "run", "arena"]


def graded(arena: Arena, folder: str, out: Path, *more: str) -> dict[str, Any]:
    """Grade one class; how that went."""
    command = [*grade(arena), folder, *more, "-o", str(out), "-j", JOBS, "--force"]
    began, start = time.monotonic(), time.time()
    with subprocess.Popen(
        command,
        cwd=arena.root,
        env=dict(os.environ) | arena.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            said, _ = process.communicate(timeout=BACKSTOP)
        except subprocess.TimeoutExpired:
            process.kill()
            said = b"not finished in time"
    return {
        "exit": process.returncode,
        "seconds": time.monotonic() - began,
        "said": said.decode(errors="replace")[-20_000:],
        "reports": reports(out),
        "books": {path.name: path.read_text(errors="replace") for path in out.glob("*.*") if path.is_file()},
        "written": {path.parent.name: path.stat().st_mtime - start for path in out.glob("*/results.json")},
    }


def reports(out: Path) -> dict[str, dict[str, str]]:
    """The text of each student's files."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(out.glob("*/*")):
        if path.is_file():
            found.setdefault(path.parent.name, {})[path.name] = path.read_bytes().decode(errors="replace")
    return found


def whole_class(root: Path, engine: Path, names: list[str]) -> dict[str, Any]:
    """Innocents alone, then with all attackers among them; what the attackers left and changed."""
    chosen = tuple(attack for attack in attacks() if not names or attack.name in names)
    with Doors(root) as doors:
        arena = build(root, engine, chosen, doors.facts)
        alone = graded(arena, "alone", root / "alone-reports", str(arena.late))
        before = look(arena)
        together = graded(arena, "class", arena.out, str(arena.late))
        return {
            "canaries": arena.canaries,
            "alone": alone,
            "class": together,
            "contacts": list(doors.contacts),
            **what_is_left(arena, before),
        }


def look(arena: Arena) -> dict[str, Any]:
    """How things are."""
    places = {*inventory.PUBLIC, os.environ.get("TMPDIR", "/tmp"), str(arena.root), str(Path.home())}
    return {
        "processes": list(inventory.processes()),
        "mounts": inventory.mounts(),
        "objects": inventory.objects(),
        "files": inventory.files(sorted(places), [arena.out, PROJECT, arena.engine / "autograder"]),
    }


def what_is_left(arena: Arena, before: dict[str, Any]) -> dict[str, Any]:
    """What there is now and was not before."""
    running = inventory.left_running(before["processes"])
    after = look(arena)
    return {
        "running": list(running.values()),
        "mounted": list(inventory.lines_gained(before["mounts"], after["mounts"])),
        "objects": list(inventory.lines_gained(before["objects"], after["objects"])),
        "changed": inventory.difference(before["files"], after["files"]),
        "strangers": sorted(set(reports(arena.out)) - arena.students),
    }


def stopped(root: Path, number: int, whom: str) -> dict[str, Any]:
    """A class of daemons whose grader, or one of its judges, gets a signal half way."""
    chosen = tuple(attack for attack in attacks() if attack.name in STOPPABLE)
    with Doors(root) as doors:
        arena = build(root, root, chosen, doors.facts)
        graded(arena, "alone", root / "alone-reports")
        before = look(arena)
        command = [*grade(arena), "class", "-o", str(arena.out), "-j", "2", "--force"]
        with subprocess.Popen(
            command,
            cwd=root,
            env=dict(os.environ) | arena.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process:
            wait_for_reports(arena.out, 4, process)
            hit(process, number, whom)
            said, _ = process.communicate(timeout=BACKSTOP)
        return {
            "exit": process.returncode,
            "said": said.decode(errors="replace"),
            "reports": reports(arena.out),
            "contacts": list(doors.contacts),
            **what_is_left(arena, before),
        }


def wait_for_reports(out: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Return when so many reports are written: the class is in full swing."""
    while process.poll() is None and len(list(out.glob("*/results.json"))) < count:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.02)


def hit(process: subprocess.Popen[bytes], number: int, whom: str) -> None:
    """Send the signal to the grader, to its group as Ctrl-C does, or to a judge child."""
    if whom == "group":
        os.killpg(process.pid, number)
    elif whom == "grader":
        process.send_signal(number)
    else:
        os.kill(judge_of(process.pid), number)


def judge_of(grader: int) -> int:
    """A child of the grader that runs the same command line and has only begun: a fork, not the zygote."""
    own = Path(f"/proc/{grader}/cmdline").read_bytes()
    children = Path(f"/proc/{grader}/task/{grader}/children")
    before = set(children.read_text().split())
    while True:
        for child in set(children.read_text().split()) - before:
            with suppress(OSError):
                if Path(f"/proc/{child}/cmdline").read_bytes() == own:
                    return int(child)


def main() -> None:
    work, folder, *rest = sys.argv[1:]
    root = Path(folder)
    if work == "stopped":
        facts = stopped(root, int(rest[0]), rest[1])
    elif work == "elsewhere":
        (root / "course").mkdir()
        facts = whole_class(root / "course", root / "engine", rest)
    else:
        facts = whole_class(root, root, rest)
    json.dump(facts, sys.stdout)


if __name__ == "__main__":
    main()

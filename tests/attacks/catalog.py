"""Attack sources -> Attacks. One file, NAME.attack.py, is one attack; its comments say what it stands for.

Row: 10              the row of the table of published attacks
Honest: right        the honest part it is laid over: all right, half right, or all wrong
Kind: ipynb          handed in as a notebook; a module if left out
Danger: ...          why it must not run where it could get through to more than a cage
# --- file: NAME --- what follows lies beside the submission under that name
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "submissions"


@dataclass(frozen=True, slots=True)
class Attack:
    """One submission that attacks."""

    name: str
    row: str
    honest: str
    kind: str
    source: str
    dangerous: bool = False  # unless it is held back, or in a cage
    beside: dict[str, str] = field(default_factory=dict)

    @property
    def strikes(self) -> bool:
        """Whether it has a `strike` to be made while loading and again in a call."""
        return "\ndef strike(" in self.source

    def wrapped(self, source: str) -> str:
        """The source as a file of its kind."""
        if self.kind == "py":
            return source
        cell = {"cell_type": "code", "source": source, "outputs": FAKED, "metadata": {"points": 100}}
        return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"score": 14}, "cells": [cell]})


FAKED = [{"output_type": "stream", "name": "stdout", "text": "7 passed in 0.1 s\nscore: 14 / 14"}]


def read(path: Path) -> Attack:
    """One attack from its file."""
    source, *beside = re.split(
        r"^# --- file: (.+?) ---\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )

    def says(key: str, default: str = "") -> str:
        found = re.search(rf"^# {key}: (.+)$", source, re.MULTILINE)
        return found[1].strip() if found else default

    honest = says("Honest", "right")
    files = dict(zip(beside[::2], beside[1::2], strict=True))
    name, kind = path.name.partition(".")[0].replace("_", "-"), says("Kind", "py")
    return Attack(name, says("Row"), honest, kind, source, bool(says("Danger")), files)


def attacks() -> tuple[Attack, ...]:
    """All attacks, by name."""
    return tuple(map(read, sorted(FOLDER.glob("*.attack.py"))))

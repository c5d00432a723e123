"""Fuzz the judge's side of the wire, guided by coverage: `python -m tests.fuzz_wire SECONDS`.

Needs atheris. Starts from real frames, prints how much was tried and what was found, and ends with 1 if that
is anything; `python -m tests.fuzz_wire --again FILE` shows the same once more.
"""

import importlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
LONGEST = 800  # bytes of one input
HEADER = 12  # bytes before the skeleton of a frame
MEMORY = 1024  # MB: far below what a frame may announce and what values it may hold could come to
PATIENCE = 20  # seconds for one input
EACH = 40  # random inputs for each kind of conversation, to start from


def frames() -> list[bytes]:
    """Real frames, as a worker sends them."""
    from tests.sandbox.wire_values import Wire

    values = (
        None, -5, 2**70, 1.5, 1j, "text", b"bytes", [1, [2.0]], (1, {"w": np.ones((2, 3))}), {1, 2, "x"},
        slice(1, None), np.arange(6).reshape(2, 3), np.array(["ä", "b"]), np.ones(3, bool), np.float32(1),
        np.arange(3000.0), object(),
    )  # fmt: skip
    facts = {"type": "KeyError", "message": "'x'", "frames": [("<cell 1>", 2, "f", "x[0]")], "module": None}
    loading = {
        "notes": [("", 0, 1, "failed", "why", ["f"])], "missing": ["torch"], "cells": [(0, 2, 1)],
        "names": [("f", "function", 0, 1, False)], "have": ["g"], "unmade": [("W", "why")],
        "again": [("tool.py", 1)], "sought": [("", "f")],
    }  # fmt: skip
    said: list[tuple[Any, ...]] = [("ok", value) for value in values]
    said += [("raised", facts), ("absent", "f"), ("unsendable", "why"), ("too large", 10**9, 10**8)]
    said += [
        ("call", 0, (1.5, object()), {"k": 2}),
        ("unit", "", 0),
        ("loaded", loading),
    ]
    return [b"".join(map(bytes, Wire().far.encode(word, *parts))) for word, *parts in said]


def seeds(folder: Path) -> None:
    """Write the inputs to start from: for each kind of conversation real frames, and random bytes."""
    from tests.sandbox.hostile import KINDS_OF_EXERCISE, unpack_bytes

    real, dice = frames(), random.Random(1)
    found = [bytes([KINDS_OF_EXERCISE.index(unpack_bytes)]) + frame[HEADER:] for frame in real]
    for kind in range(len(KINDS_OF_EXERCISE)):
        found += [bytes([kind]) + frame for frame in (*real, b"".join(real))]
        found += [bytes([kind]) + dice.randbytes(LONGEST // 2) for _ in range(EACH)]
    for number, data in enumerate(found):
        (folder / f"{number:04}").write_bytes(data)


def fuzz(arguments: list[str]) -> None:
    """Fuzz in this very process, which ends with it."""
    atheris = importlib.import_module("atheris")
    for hook in ("RegEx", "str"):
        atheris.enabled_hooks.add(hook)
    with atheris.instrument_imports(include=["autograder.sandbox"]):
        from tests.sandbox.hostile import exercise
    warnings.simplefilter("ignore")  # as it is where grading is done
    atheris.Setup(arguments, exercise)
    atheris.Fuzz()


def run(seconds: int, folder: Path) -> int:
    """Fuzz in a process of its own, say what came of it; the exit code."""
    corpus, log = folder / "corpus", folder / "log"
    corpus.mkdir()
    seeds(corpus)
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={PATIENCE}"]
    options += [f"-rss_limit_mb={MEMORY}", f"-artifact_prefix={folder}/found-", "-print_final_stats=1"]
    with log.open("wb") as out:
        command = [sys.executable, "-m", "tests.fuzz_wire", "--inside", str(corpus), *options]
        code = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, check=False).returncode
    text = log.read_text(errors="replace")
    findings = sorted(folder.glob("found-*"))
    if code and not findings:
        print(text[-3000:])
    last = (re.findall(r"cov: \d+ ft: \d+ corp: \d+", text) or ["nothing was covered"])[-1]
    executed = re.search(r"number_of_executed_units: (\d+)", text)
    print(f"{executed[1] if executed else 'unknown'} executions, {last} (branches, features, inputs kept)")
    for finding in findings:
        print(f"FOUND {finding}: {finding.read_bytes()!r}\n{_story(text)}")
    if code:
        print(f"the log is {log}")
        return 1
    print("nothing was found")
    shutil.rmtree(folder)
    return 0


def _story(text: str) -> str:
    """The part of the log that tells what happened."""
    start = text.find(" === Uncaught Python exception")
    return text[max(start, text.rfind("==", 0, start)) if start >= 0 else -3000 :][:3000]


def main(arguments: list[str]) -> int:
    """Do what the command line says."""
    match arguments:
        case ["--inside", *options]:
            fuzz([sys.argv[0], *options])
            return 0
        case ["--again", file]:
            from tests.sandbox.hostile import exercise

            exercise(Path(file).read_bytes())
            return 0
        case [seconds] if seconds.isdigit():
            folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
            os.nice(19)
            return run(int(seconds), folder)
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

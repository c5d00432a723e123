"""Does as Gradescope's own harness does: builds from a zip, then wipes, copies, runs, times out, reads, cuts.

It is as unforgiving: on a timeout it kills the direct child only, and overwrites results.json.
"""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.container.gradescope_schema import LONGEST, faults

Start = Callable[[Sequence[str], Mapping[str, str], Path], "subprocess.Popen[str]"]
MIDDLE = "\n[...(truncated)...]\n"


@dataclass(frozen=True, slots=True)
class Graded:
    """What Gradescope has of a submission in the end."""

    body: dict[str, Any]
    written: bytes  # results.json as it was left
    stdout: str
    faults: tuple[str, ...]

    @property
    def scores(self) -> dict[str, float | None]:
        """By test."""
        return {test["name"]: test.get("score") for test in self.body["tests"]}


class Harness:
    """An image and the containers of its submissions.

    Args:
        root: stands for /autograder; the same path inside and outside.
        start: starts a command where it is to run: the arguments, environment and working directory.
    """

    def __init__(self, root: Path, start: Start) -> None:
        self.root, self._start = root, start
        self.said = ""  # what setup.sh printed

    def unpack(self, archive: Path) -> None:
        """Lay down what the zip holds."""
        source = self.root / "source"
        shutil.rmtree(source, ignore_errors=True)
        with zipfile.ZipFile(archive) as packed:
            for entry in packed.infolist():
                path = Path(packed.extract(entry, source))
                path.chmod(entry.external_attr >> 16 & 0o7777)
        shutil.copy(source / "run_autograder", self.root)

    def set_up(self) -> str:
        """Run setup.sh; what it printed.

        Raises:
            AssertionError: it failed.
        """
        source = self.root / "source"
        said = self._finished(["bash", str(source / "setup.sh")], {}, None)
        assert said[0] == 0, said[1]
        return said[1]

    def place(self, submission: Mapping[str, str | bytes] | Path, metadata: object = None) -> None:
        """Wipe what the last submission left, and lay this one down."""
        for name in ("submission", "results"):
            shutil.rmtree(self.root / name, ignore_errors=True)
            (self.root / name).mkdir()
        if isinstance(submission, Path):
            shutil.copytree(submission, self.root / "submission", dirs_exist_ok=True)
        else:
            for name, data in submission.items():
                path = self.root / "submission" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data if isinstance(data, bytes) else data.encode())
        told = self.root / "submission_metadata.json"
        told.unlink(missing_ok=True)
        if metadata is not None:
            told.write_text(json.dumps(metadata), encoding="utf-8")
            told.chmod(0o644)

    def grade(
        self, submission: Mapping[str, str | bytes] | Path, metadata: object = None, timeout: float = 600
    ) -> Graded:
        """Run the grader on a submission, as long as this, and read what it left."""
        self.place(submission, metadata)
        code, stdout = self._finished(
            [str(self.root / "run_autograder")], {"TIMEOUT_SECONDS": f"{timeout:g}"}, timeout
        )
        if code is None:
            said = f"Your submission timed out. It took longer than {timeout:g} seconds to run."
            self.results.write_text(json.dumps({"score": 0, "output": said, "execution_time": timeout}))
        return self.read(stdout)

    def running(self) -> "subprocess.Popen[str]":
        """The grader under way, on what has been placed."""
        return self._start([str(self.root / "run_autograder")], {}, self.root)

    @property
    def results(self) -> Path:
        return self.root / "results" / "results.json"

    def read(self, stdout: str = "") -> Graded:
        """What lies in results/, as it is taken up."""
        if not self.results.is_file():
            return Graded({"tests": []}, b"", stdout, ("The autograder failed to execute correctly",))
        written = self.results.read_bytes()
        wrong = faults(written)
        body = {"tests": [], **json.loads(written)} if not any("no JSON" in fault for fault in wrong) else {}
        return Graded(shortened(body), written, cut(stdout), tuple(wrong))

    def _finished(
        self, command: Sequence[str], env: Mapping[str, str], timeout: float | None
    ) -> tuple[int | None, str]:
        """The exit code, None if it took too long, and both streams."""
        process = self._start(command, env, self.root)
        try:
            stdout, stderr = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            for stream in filter(None, (process.stdin, process.stdout, process.stderr)):
                stream.close()
            return None, ""
        return process.returncode, stdout + stderr


def cut(said: str) -> str:
    """A text as it is stored: head and tail of what is too long, and no NUL."""
    said = said.replace("\0", "\N{REPLACEMENT CHARACTER}")
    half = LONGEST // 2
    return said if len(said) <= LONGEST else said[:half] + MIDDLE + said[-half:]


def shortened(body: dict[str, Any]) -> dict[str, Any]:
    """Results as they are stored."""
    tests = [
        {**test, "output": cut(test["output"])} if "output" in test else test
        for test in body.get("tests", ())
    ]
    top = {"output": cut(body["output"])} if "output" in body else {}
    return {**body, **top, "tests": tests}

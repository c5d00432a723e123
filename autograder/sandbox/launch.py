"""Near side: starts the zygote, asks it for workers, ends it."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from autograder.errors import AuthorError, BadInput, EngineError
from autograder.sandbox import credentials
from autograder.sandbox.affinity import processors
from autograder.sandbox.confine import SCRUBBED
from autograder.sandbox.leftovers import remove
from autograder.sandbox.started import Started
from autograder.sandbox.tiers import WITHOUT, Plan, Tier

PROJECT = Path(__file__).resolve().parents[2]
BOOT = """
import json, socket, sys
requests = socket.socket(fileno=int(sys.argv[1]))
settings = json.loads(requests.recv(1 << 16))
sys.path.insert(0, settings["project"])
sys.argv, sys.orig_argv = ["python"], ["python"]
from autograder.sandbox.paths import Paths
from autograder.sandbox.reroute import install
paths = Paths()
install(paths)
from autograder.sandbox.zygote import main
main(requests, settings, paths)
"""
LARGEST_REPLY = 1 << 16
FAREWELL = 10.0  # seconds in which the zygote may end all that is left
PATIENCE = 60.0  # seconds for a fork and its confinement, on a machine however busy


class Launcher:
    """Owns the zygote process.

    The process starts at once and gets ready meanwhile; `wait` for it once, before any fork. Judge
    children inherit the launcher and may use `spawn` at the same time: one request is one message.

    Args:
        preload: the modules that every worker finds imported.
        hide: the course's folder, out of every student's reach.
        require: the least that is to hold student code back; None for whatever the machine allows.
        without: layers to do without, to see what is left.
        data: a folder that every worker may read and none may write, if it is there.
    """

    def __init__(
        self,
        preload: Sequence[str],
        hide: Path,
        require: Tier | None = None,
        without: Sequence[str] = (),
        data: Path | None = None,
    ) -> None:
        self.require = require
        self.plan = Plan()  # known after `wait`
        self._folder = ""
        self._ready = False
        near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._requests = near
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115  (closed by `close`)
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-c", BOOT, str(far.fileno())],
            env=SCRUBBED,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._stderr,
            pass_fds=[far.fileno()],
        )
        far.close()
        ours = [] if PROJECT.is_relative_to(sys.prefix) else [str(PROJECT)]  # not where it is installed
        settings = {"project": str(PROJECT), "hide": [str(hide), *ours], "preload": list(preload)}
        settings |= {"without": list(without), "temporary": tempfile.gettempdir()}
        settings |= {"data": str(data.resolve()) if data and data.is_dir() else ""}
        near.send(json.dumps(settings).encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def tier(self) -> Tier:
        """How much holds student code back; known after `wait`."""
        return self.plan.tier

    def wait(self) -> None:
        """Wait until the zygote has imported what it preloads and tried what the machine allows.

        Raises:
            AuthorError: it could not import; the sentence is the last line it wrote.
            BadInput: the course lies where it cannot be hidden, its data cannot be read, or student code
                cannot be held back as is required.
        """
        if self._ready:
            return
        answer = self._requests.recv(LARGEST_REPLY)
        if not answer:
            raise AuthorError(f"the assignment's preload failed: {self._last_words()}")
        told = json.loads(answer)
        if "fault" in told:
            raise BadInput(told["fault"])
        self.plan, self._folder = Plan.told(told["plan"]), told["folder"]
        if self.require is not None and self.tier < self.require:
            raise BadInput(lacking(self.require, self.plan))
        self._ready = True

    def _last_words(self) -> str:
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "the process said nothing"

    def spawn(self, limits: dict[str, Any]) -> Started:
        """A new worker.

        Raises:
            EngineError: the zygote is gone, or a layer of the plan does not hold for this worker.
        """
        self.wait()
        request = json.dumps({"limits": limits, "processors": processors()}).encode()
        with ExitStack() as on_failure:
            control, far_control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            lifeline, far_lifeline = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            on_failure.callback(control.close)
            on_failure.callback(lifeline.close)
            credentials.expect(control)
            with far_control, far_lifeline:
                self._send(request, [far_control.fileno(), far_lifeline.fileno()])
            answer, pid, descriptors = self._first_word(control)
            for descriptor in descriptors:
                on_failure.callback(os.close, descriptor)
            self._check(json.loads(answer) if answer else {"failed": ""})
            credentials.no_longer(control)
            on_failure.pop_all()
        return Started(control, lifeline, pid, descriptors[0])

    def _first_word(self, control: socket.socket) -> tuple[bytes, int, list[int]]:
        control.settimeout(PATIENCE)
        try:
            return credentials.receive(control, LARGEST_REPLY)
        except TimeoutError:
            raise EngineError(f"the zygote gave no worker in {PATIENCE:g} s: {self._last_words()}") from None
        finally:
            control.settimeout(None)

    def _check(self, told: dict[str, Any]) -> None:
        """What a worker says of itself before it reads student code."""
        if "failed" in told:
            why = told["failed"] or self._last_words()
            raise EngineError(f"the zygote gave no worker: {why}")
        if lost := set(self.plan.layers) - set(told["layers"]):
            raise EngineError(f"a worker is not confined as planned: {', '.join(sorted(lost))} did not hold")

    def _send(self, request: bytes, descriptors: list[int]) -> None:
        try:
            socket.send_fds(self._requests, [request], descriptors)
        except OSError as error:
            raise EngineError(f"the zygote is gone ({error}): {self._last_words()}") from None

    def close(self) -> None:
        """End the zygote, with it all workers; what it had on disk goes, too."""
        self._requests.close()
        try:
            self._process.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._stderr.close()
        if self._folder:
            remove(Path(self._folder))


def lacking(require: Tier, plan: Plan) -> str:
    """Why a tier cannot be had, in a sentence that names what is missing."""
    reasons = "; ".join(f"{layer}: {why}" for layer, why in plan.missing.items() if layer in WITHOUT)
    return (
        f"--require {require.name}: student code is held back at {plan.tier.name} only here ({reasons}); "
        f"`grade doctor` says more, --require {plan.tier.name} grades all the same"
    )

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

from autograder.errors import AuthorError, EngineError
from autograder.sandbox.affinity import processors
from autograder.sandbox.confine import SCRUBBED
from autograder.sandbox.home import remove

PROJECT = Path(__file__).resolve().parents[2]
BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from autograder.sandbox.zygote import main; main({})"


class Launcher:
    """Owns the zygote process and the folder that holds the workers' directories.

    The process starts at once and gets ready meanwhile; `wait` for it once, before any fork. Judge
    children inherit the launcher and may use `spawn` at the same time: one request is one message.
    """

    def __init__(self, preload: Sequence[str], hide: Path) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="autograder-")
        self._ready = False
        near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._requests = near
        self._stderr = tempfile.TemporaryFile(dir=self.folder.name)  # noqa: SIM115  (closed by `close`)
        arguments = f"{far.fileno()}, {os.getpid()}, {str(hide)!r}, {list(preload)!r}"
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-c", BOOT.format(arguments), str(PROJECT)],
            env=SCRUBBED,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._stderr,
            pass_fds=[far.fileno()],
        )
        far.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def wait(self) -> None:
        """Wait until the zygote has imported what it preloads.

        Raises:
            AuthorError: it could not; the sentence is the last line it wrote.
        """
        if not self._ready:
            if self._requests.recv(16) != b"ready":
                raise AuthorError(f"the assignment's preload failed: {self._last_words()}")
            self._ready = True

    def _last_words(self) -> str:
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "the process said nothing"

    def spawn(self, limits: dict[str, Any], home: str) -> tuple[socket.socket, socket.socket, int]:
        """A new worker, confined and waiting: (control socket, lifeline, pid).

        Raises:
            EngineError: the zygote is gone.
        """
        self.wait()
        request = json.dumps({"limits": limits, "home": home, "processors": processors()}).encode()
        with ExitStack() as on_failure:
            control, far_control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            lifeline, far_lifeline = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            on_failure.callback(control.close)
            on_failure.callback(lifeline.close)
            with far_control, far_lifeline:
                self._send(request, [far_control.fileno(), far_lifeline.fileno()])
            answer = control.recv(1 << 12)
            if not answer:
                raise EngineError(f"the zygote gave no worker: {self._last_words()}")
            on_failure.pop_all()
        return control, lifeline, json.loads(answer)["pid"]

    def _send(self, request: bytes, descriptors: list[int]) -> None:
        try:
            socket.send_fds(self._requests, [request], descriptors)
        except OSError as error:
            raise EngineError(f"the zygote is gone ({error}): {self._last_words()}") from None

    def close(self) -> None:
        """End the zygote, with it all workers, and remove their directories."""
        self._requests.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._stderr.close()
        remove(Path(self.folder.name))
        self.folder.cleanup()

"""Far side: one student's process. Loads the source once, then forks a snapshot for each task.

The near side speaks on a control socket, one small message each way, a descriptor riding along:

    load  + fd   load the source that comes on fd; its answer goes there too
    fork  + fd   fork a snapshot that answers calls on fd; reply: its pid
    serve + fd   answer calls on fd in this very process, then end: for source that started threads
    reap PID     reply: the wait status of a dead snapshot
"""

import contextlib
import functools
import json
import os
import socket
import sys
import time
import warnings
from types import ModuleType
from typing import Any

import numpy as np

from autograder.sandbox import confine, submission
from autograder.sandbox.answering import Answerer
from autograder.sandbox.channel import Channel
from autograder.sandbox.one_thread import TorchWatch
from autograder.sandbox.seeding import Entropy, seed_everything
from autograder.sandbox.tags import NUMBER, OUT_OF_MEMORY, READING, WireError
from autograder.sandbox.wire import Codec

FORK_ATTEMPTS, FORK_PAUSE = 20, 0.05


class Worker:
    """The process that holds the loaded source."""

    def __init__(self, control: socket.socket, modules: dict[str, ModuleType], entropy: Entropy) -> None:
        self.control, self.modules, self.entropy = control, modules, entropy

    def serve(self) -> None:
        """Do what the control socket says until it closes."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(self.control, 1 << 12, 1)
            if not message:
                return
            request = json.loads(message)
            if request["do"] == "reap":
                self._reply(status=_wait_status(request["pid"]))
            elif request["do"] == "load":
                self._load(socket.socket(fileno=descriptors[0]))
            elif request["do"] == "serve":
                self._serve(socket.socket(fileno=descriptors[0]), request["seed"])
            else:
                self._fork(socket.socket(fileno=descriptors[0]), request["seed"])

    def _reply(self, **answer: Any) -> None:
        self.control.send(json.dumps(answer).encode())

    def _fork(self, sock: socket.socket, seed: int) -> None:
        """Fork a snapshot; it introduces itself on its own socket."""
        _reap_all()
        parent, pid = os.getpid(), _patient_fork()
        if pid:
            sock.close()
            return
        try:
            confine.die_with_parent(parent)
            confine.adopt_orphans()  # so that all that it starts stays in its tree
            sock.send(NUMBER.pack(os.getpid()))
            self.control.close()
            os.setpgid(0, 0)
            self._serve(sock, seed)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        finally:
            os._exit(0)

    def _serve(self, sock: socket.socket, seed: int) -> None:
        answerer = Answerer(lambda codec: Channel(sock, codec), self.modules)
        seed_everything(self.entropy, seed)
        warnings.simplefilter("ignore")  # whatever loading has set: a warning is never an error
        np.seterr(all="warn")
        answerer.serve()
        os._exit(0)

    def _load(self, sock: socket.socket) -> None:
        """Run the source; tell each statement before it runs, then how it went."""
        channel = Channel(sock, Codec(_refuse_foreign, _refuse_tag, far=True))
        _, (request,) = channel.receive()
        seed_everything(self.entropy, request["seed"])
        if request["given"]:
            self._load_given(request["given"])
        progress = functools.partial(channel.send, "unit")
        progress("", READING)
        opened = submission.Opened(request, progress)
        module = self.modules[""] = opened.load()
        channel.send("loaded", opened.told(module))
        sock.close()

    def _load_given(self, source: str) -> None:
        module = self.modules["given"] = submission.fresh_module("given")
        exec(compile(source, "given.py", "exec", dont_inherit=True), vars(module))


def _refuse_foreign(value: Any) -> Any:
    raise WireError(f"a {type(value).__name__} while loading")


def _refuse_tag(tag: int, body: list[Any]) -> Any:
    raise WireError("a reference while loading")


def _patient_fork() -> int:
    """Fork, a little later if another process has just used up what the user may start."""
    for _ in range(FORK_ATTEMPTS):
        try:
            return os.fork()
        except BlockingIOError:
            time.sleep(FORK_PAUSE)
    return os.fork()


def _reap_all() -> None:
    """Let dead snapshots go."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue


def _wait_status(pid: int) -> int:
    """The wait status of a snapshot that is dead or about to be; -1 for one that is not ours."""
    try:
        return os.waitpid(pid, 0)[1]
    except ChildProcessError:
        return -1


def main(control: socket.socket, entropy: Entropy) -> None:
    """Serve one submission; called in a fresh fork of the zygote, confined already."""
    sys.argv = ["submission"]
    sys.path.append(os.getcwd())
    submission.offer_notebook_names()
    if "torch" not in sys.modules:
        sys.meta_path.insert(0, TorchWatch())
    try:
        Worker(control, {"": ModuleType("submission"), "given": ModuleType("given")}, entropy).serve()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # student code holds so much that not even its exception can be told

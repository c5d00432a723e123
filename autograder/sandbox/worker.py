"""Far side: one student's process. Loads the source once, then forks a snapshot for each task.

The near side speaks on a control socket, one small message each way, a descriptor riding along:

    load  + fd   load the source that comes on fd; its answer goes there too
    fork  + fd   fork a snapshot that answers calls on fd; reply: its pid
    serve + fd   answer calls on fd in this very process, then end: for source that started threads
    reap PID     reply: the wait status of a dead snapshot
"""

import builtins
import contextlib
import functools
import itertools
import json
import operator
import os
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView
from types import ModuleType
from typing import Any

import numpy as np

from autograder.sandbox import confine, standins, submission
from autograder.sandbox.channel import Channel, Closed
from autograder.sandbox.one_thread import TorchWatch
from autograder.sandbox.seeding import Entropy, seed_everything
from autograder.sandbox.tags import (
    HANDLE,
    NAME,
    NUMBER,
    OUT_OF_MEMORY,
    READING,
    REF,
    TooLarge,
    WireError,
)
from autograder.sandbox.tracebacks import describe
from autograder.sandbox.wire import Codec

MOST_ITEMS = 1_000_000  # of an iterator that a student returns
FORK_ATTEMPTS, FORK_PAUSE = 20, 0.05
LISTED = (range, KeysView, ValuesView, ItemsView)  # and all iterators of these modules:
ITERATORS = ("builtins", "itertools")


class JudgeSaid(Exception):
    """A callback failed on the judge's side with an error that has no builtin class."""


def _call(function: Any, *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs)


def _listed(iterable: Any) -> list[Any]:
    return list(itertools.islice(iter(iterable), MOST_ITEMS))


OPERATIONS: dict[str, Callable[..., Any]] = {
    "call": _call, "value": lambda value: value, "getattr": getattr, "setattr": setattr, "len": len,
    "list": _listed, "getitem": operator.getitem, "setitem": operator.setitem,
    **{name: getattr(operator, name) for name in
       ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "neg", "pos")},
    "abs": abs,
}  # fmt: skip


class Answerer:
    """Answers the calls of one snapshot; owns the objects that stay on this side."""

    def __init__(self, sock: socket.socket, modules: dict[str, ModuleType]) -> None:
        self.modules = modules
        self.objects: list[Any] = []  # what handles stand for
        self._missing: str | None = None  # a name in the request that is not there
        self.channel = Channel(sock, Codec(self._keep, self._revive, far=True))
        self._turn, self._pid = threading.RLock(), os.getpid()

    def serve(self) -> None:
        """Answer until the near side closes."""
        while True:
            try:
                self._serve_one(*self.channel.receive())
            except WireError as error:  # of calls sent ahead, when an earlier one has failed
                self.channel.send("unsendable", str(error))
            except Closed:
                return

    def _serve_one(self, operation: str, values: list[Any]) -> None:
        fresh, kwargs, *args = values
        if fresh:
            self._forget()
        if self._missing is None:
            self._answer(operation, args, kwargs or {})
        else:
            missing, self._missing = self._missing, None
            self.channel.send("absent", missing)

    def _forget(self) -> None:
        """A new example: handles and originals of the last one die."""
        self.objects = []
        self.channel.codec.met.clear()

    def _answer(self, operation: str, args: list[Any], kwargs: dict[str, Any]) -> None:
        try:
            value = OPERATIONS[operation](*args, **kwargs)
            frame = self.channel.codec.encode("ok", value)
        except TooLarge as error:
            frame = self.channel.codec.encode("too large", error.size, error.most)
        except WireError as error:
            frame = self.channel.codec.encode("unsendable", str(error))
        except BaseException as error:
            frame = self.channel.codec.encode("raised", describe(standins.cause(error) or error))
        if os.getpid() != self._pid:
            os._exit(0)  # the student forked: only one of the two answers
        self.channel.send_parts(frame)

    def _keep(self, value: Any) -> Any:
        """What cannot cross: iterators are listed, stand-ins are refused, the rest gets a handle."""
        if (lack := standins.lack_of(value)) is not None:
            raise lack
        if isinstance(value, LISTED) or (isinstance(value, Iterator) and type(value).__module__ in ITERATORS):
            return self.channel.codec.pack(_listed(value), 1)
        self.objects.append(value)
        kind = "array of Python objects" if isinstance(value, np.ndarray) else type(value).__name__[:80]
        return [HANDLE, len(self.objects) - 1, kind]

    def _revive(self, tag: int, body: list[Any]) -> Any:
        if tag == REF:
            return self.channel.codec.met.values[body[1]]
        if tag == HANDLE:
            return self.objects[body[1]]
        if tag == NAME:
            return self._find(body[1], body[2])
        return self._callback(body[1])

    def _find(self, module: str, name: str) -> Any:
        value = getattr(self.modules[module], name, None)
        lack = standins.lack_of(value)
        if (lack is not None and lack.own) or not hasattr(self.modules[module], name):
            self._missing = name
        return value

    def _callback(self, number: int) -> Callable[..., Any]:
        """A function that asks the judge."""

        def callback(*args: Any, **kwargs: Any) -> Any:
            if os.getpid() != self._pid:
                raise RuntimeError("a function given by the grader cannot be called from another process")
            with self._turn:
                self.channel.send("call", number, args, kwargs)
                while (answer := self.channel.receive())[0] not in ("return", "raise"):
                    self._serve_one(*answer)  # the judge's function calls the student in its turn
            kind, values = answer
            if kind == "return":
                return values[0]
            name, message = values
            error = getattr(builtins, name, None)
            if isinstance(error, type) and issubclass(error, Exception):
                raise error(message)
            raise JudgeSaid(message)

        return callback


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
        answerer = Answerer(sock, self.modules)
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

"""Far side: a fresh interpreter that imports once what students use, then forks a worker on request.

Started by exec, never by a fork of the judge, whose memory holds the tests; no student code runs in it.
One request is one message on a SEQPACKET socket with two descriptors: the worker's control socket, and a
lifeline. The worker says on its control socket that it is confined; when the near side's end of the
lifeline closes, the worker and all it started are killed; when the worker dies by itself, its wait status
is written there. When the near side's end of the request socket closes, everything ends.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox import (
    clock,
    confine,
    data,
    detect,
    identity,
    jail,
    leftovers,
    syscalls,
    visible,
    worker,
)
from autograder.sandbox.one_thread import keep_to_one_thread
from autograder.sandbox.paths import DATA, Paths
from autograder.sandbox.seeding import Entropy, install
from autograder.sandbox.tiers import NAMESPACES, UID, Plan

LAST_LOOK = 5.0  # seconds at the end for what keeps forking to be caught
GLANCE = 100  # milliseconds between two looks for orphans and dead workers


@dataclass(slots=True)
class Held:
    """A worker as the zygote sees it."""

    pid: int  # 0 once it has died
    lifeline: socket.socket
    home: str  # its directory, where it has no view of its own
    uid: int


class Zygote:
    """Serves requests until the grader closes its end of the socket.

    Args:
        folder: of its own on disk; "" where each worker has a view of its own.
    """

    def __init__(
        self,
        requests: socket.socket,
        entropy: Entropy,
        confinement: confine.Confinement,
        paths: Paths,
        folder: str,
    ) -> None:
        self.requests, self.entropy, self.confinement = requests, entropy, confinement
        self.paths, self.folder = paths, folder
        self.separated = NAMESPACES in confinement.plan
        self.own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY) if self.separated else -1
        self.held: dict[int, Held] = {}  # by the descriptor of the lifeline
        self.poll = select.poll()
        self.poll.register(requests, select.POLLIN)

    def serve(self) -> None:
        """Fork, watch, reap; in the end leave nothing."""
        while self._serve_once():
            self._reap()
        for descriptor in list(self.held):
            self._end(descriptor)
        until = time.monotonic() + LAST_LOOK
        while clock.children(os.getpid()) and time.monotonic() < until:
            self._reap()  # orphans whose parents have just ended

    def _serve_once(self) -> bool:
        busy = self.held or clock.children(os.getpid())
        going_on = True
        for descriptor, _ in self.poll.poll(GLANCE if busy else None):
            if descriptor == self.requests.fileno():
                going_on = self._take_request()
            else:
                self._end(descriptor)
        return going_on

    def _take_request(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.requests, 1 << 16, 2)
        if not message:
            return False
        control, lifeline = (socket.socket(fileno=fd) for fd in descriptors)
        uid = identity.unused() if UID in self.confinement.plan else -1
        held = Held(0, lifeline, self._make_home(uid), uid)
        held.pid = self._fork(json.loads(message), control, held)
        control.close()
        self.held[lifeline.fileno()] = held
        self.poll.register(lifeline, select.POLLIN)
        return True

    def _make_home(self, uid: int) -> str:
        if self.separated:
            return ""
        home = tempfile.mkdtemp(dir=self.folder)
        if uid >= 0:
            os.chown(home, uid, uid)
        return home

    def _fork(self, request: dict[str, Any], control: socket.socket, held: Held) -> int:
        """Fork a worker, where possible as the first process of a tree of its own."""
        if self.separated:
            syscalls.unshare(syscalls.NEW_PIDS)
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            self._become_worker(request, control, held, 0 if self.separated else parent)
        if self.separated:
            syscalls.enter_namespace(self.own_pids, syscalls.NEW_PIDS)
        return pid

    def _become_worker(
        self, request: dict[str, Any], control: socket.socket, held: Held, parent: int
    ) -> None:
        """The fork's side: confine, say so, serve, end. Never returns."""
        status = 1
        try:
            if request["processors"]:
                os.sched_setaffinity(0, request["processors"])
            try:
                limits, keep = request["limits"], control.fileno()
                layers, work = self.confinement.apply(limits, held.home, held.uid, keep)
                confine.die_with_parent(parent)
                socket.send_fds(control, [json.dumps({"layers": layers}).encode()], [work])
            except Exception as error:
                control.send(json.dumps({"failed": str(error)}).encode())
                raise
            confine.limit_open_files(limits)
            os.close(work)
            self.paths.begin(os.getcwd())
            worker.main(control, self.entropy)
            status = 0
        finally:
            os._exit(status)

    def _end(self, descriptor: int) -> None:
        """The near side has let go: kill the worker and what it started, remove what they left."""
        held = self.held.pop(descriptor)
        self.poll.unregister(descriptor)
        if held.pid:
            clock.kill_tree(held.pid)  # in a tree of its own, the kernel ends whatever escapes this
            os.waitpid(held.pid, 0)
        if held.uid >= 0 and not self.separated:
            identity.sweep(held.uid)
        if held.home:
            leftovers.remove(Path(held.home))
        held.lifeline.close()

    def _reap(self) -> None:
        """Tell of workers that died by themselves; end orphans, which lost their parent and so came here."""
        workers = {held.pid: held for held in self.held.values()}
        for child in clock.children(os.getpid()):
            if child not in workers:
                clock.kill_tree(child)
        with suppress(ChildProcessError):
            while (dead := os.waitpid(-1, os.WNOHANG))[0]:
                if (held := workers.get(dead[0])) is not None:
                    held.pid = 0  # it may be another's from now on
                    with suppress(OSError):
                        held.lifeline.send(str(dead[1]).encode())


def warm_torch() -> None:
    """One optimizer step: the first in a process imports 800 modules, 1 to 2 s that no worker should pay."""
    import torch

    keep_to_one_thread(torch)
    layer = torch.nn.Linear(2, 2)
    optimizer = torch.optim.Adam(layer.parameters())
    layer(torch.ones(1, 2)).sum().backward()
    optimizer.step()


def lead(plan: Plan, requests: socket.socket, folder: str) -> None:
    """Go on as the first process of a new tree; the old process waits for it and ends as it does.

    The old process removes the folder, which the new one will not see any more.
    """
    if plan.user_namespace:
        jail.user_namespace()
    syscalls.unshare(syscalls.NEW_PIDS)
    pid = os.fork()
    if pid:
        requests.close()
        status = os.waitpid(pid, 0)[1]
        if folder:
            leftovers.remove(Path(folder))
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    confine.die_with_parent(0)


def imported(preload: list[str], hide: list[str]) -> None:
    """Import what the assignment preloads; what lies in a folder to hide is not found any more."""
    for name in preload:
        importlib.import_module(name)
    if "torch" in sys.modules:
        warm_torch()
    sys.path[:] = visible.search_path(hide)
    for name in [name for name in sys.modules if name.partition(".")[0] == "IPython"]:
        del sys.modules[name]  # what reads notebooks keeps its part; students get one without a shell


def confined(plan: Plan, settings: dict[str, Any], given: str, paths: Paths) -> confine.Confinement:
    """Import, then enter the view of the machine that all workers have, if they have one.

    Raises:
        Unsuitable: the course's folder lies where it cannot be hidden.
    """
    imported(settings["preload"], settings["hide"])
    readable = visible.readable(settings["hide"])
    if NAMESPACES in plan:
        jail.enter(readable, given)
        given = given and jail.DATA
    if given:
        readable.append(given)
        paths.offer(given)
    return confine.Confinement.of(plan, readable)


def main(requests: socket.socket, settings: dict[str, Any], paths: Paths) -> None:
    """See what the machine allows, import, warm up, serve.

    Args:
        requests: the socket on which requests come.
        settings: `preload`, the modules to import; `hide`, folders that no student may read; `data`, the
            one that all may read, or ""; `without`, layers to do without; `temporary`, the folder for
            temporary files.
        paths: where files are looked for, once there is a worker.
    """
    confine.adopt_orphans()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = settings["temporary"]
    folder = ""
    plan = detect.detect(settings["hide"], settings["without"])
    try:
        given = settings["data"]
        folder = data.prepared(given, settings["hide"], plan)
        if NAMESPACES in plan:
            lead(plan, requests, folder)
        given = os.path.join(folder, DATA) if folder and given else given
        confinement = confined(plan, settings, given, paths)
        entropy = Entropy()
        install(entropy)
        zygote = Zygote(requests, entropy, confinement, paths, folder)
        gc.collect()
        gc.freeze()
        requests.send(json.dumps({"plan": asdict(plan), "folder": folder}).encode())
        zygote.serve()
    except visible.Unsuitable as fault:
        requests.send(json.dumps({"fault": str(fault)}).encode())
    finally:
        if folder:
            leftovers.remove(Path(folder))

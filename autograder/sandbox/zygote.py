"""Far side: a fresh interpreter that imports once what students use, then forks a worker on request.

Started by exec, never by a fork of the judge, whose memory holds the tests. One request is one message
on a SEQPACKET socket with two descriptors: the worker's control socket, and a lifeline. The zygote
answers `{"pid": N}` on the control socket; when the near side's end of the lifeline closes, the worker
and all it started are killed; when the worker dies by itself, its wait status is written there.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from autograder.sandbox import clock, confine, worker
from autograder.sandbox.one_thread import keep_to_one_thread
from autograder.sandbox.seeding import Entropy, install

GLANCE = 100  # milliseconds between two looks for orphans and dead workers


class Zygote:
    """Serves requests until the grader closes its end of the socket."""

    def __init__(self, requests: socket.socket, entropy: Entropy) -> None:
        self.requests, self.entropy = requests, entropy
        self.lifelines: dict[int, tuple[int, socket.socket]] = {}  # descriptor -> (pid, lifeline)
        self.poll = select.poll()
        self.poll.register(requests, select.POLLIN)

    def serve(self) -> None:
        """Fork, watch, reap."""
        while True:
            busy = self.lifelines or clock.children(os.getpid())
            for descriptor, _ in self.poll.poll(GLANCE if busy else None):
                if descriptor != self.requests.fileno():
                    self._end(descriptor)
                elif not self._take_request():
                    return
            self._reap()

    def _take_request(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.requests, 1 << 16, 2)
        if not message:
            return False
        control, lifeline = (socket.socket(fileno=fd) for fd in descriptors)
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            _become_worker(json.loads(message), control, parent, self.entropy)
        control.send(json.dumps({"pid": pid}).encode())
        control.close()
        self.lifelines[lifeline.fileno()] = (pid, lifeline)
        self.poll.register(lifeline, select.POLLIN)
        return True

    def _end(self, descriptor: int) -> None:
        """The near side has let go: kill the worker and what it started."""
        pid, lifeline = self.lifelines.pop(descriptor)
        self.poll.unregister(descriptor)
        if pid:
            clock.kill_tree(pid)
            os.waitpid(pid, 0)
        lifeline.close()

    def _reap(self) -> None:
        """Tell of workers that died by themselves; end orphans, which lost their parent and so came here."""
        workers = {pid: fd for fd, (pid, _) in self.lifelines.items()}
        for child in clock.children(os.getpid()):
            if child not in workers:
                clock.kill_tree(child)
        with suppress(ChildProcessError):
            while (dead := os.waitpid(-1, os.WNOHANG))[0]:
                if dead[0] in workers:
                    self._tell(workers[dead[0]], dead[1])

    def _tell(self, descriptor: int, status: int) -> None:
        _, lifeline = self.lifelines[descriptor]
        self.lifelines[descriptor] = (0, lifeline)  # its pid may be another's from now on
        with suppress(OSError):
            lifeline.send(str(status).encode())


def _become_worker(request: dict[str, Any], control: socket.socket, parent: int, entropy: Entropy) -> None:
    """The fork's side: confine, serve, end. Never returns."""
    status = 1
    try:
        confine.die_with_parent(parent)
        if request["processors"]:
            os.sched_setaffinity(0, request["processors"])
        confine.confine(request["limits"], request["home"], [control.fileno()])
        worker.main(control, entropy)
        status = 0
    finally:
        os._exit(status)


def warm_torch() -> None:
    """One optimizer step: the first in a process imports 800 modules, 1 to 2 s that no worker should pay."""
    import torch

    keep_to_one_thread(torch)
    layer = torch.nn.Linear(2, 2)
    optimizer = torch.optim.Adam(layer.parameters())
    layer(torch.ones(1, 2)).sum().backward()
    optimizer.step()


def main(descriptor: int, parent: int, hide: str, preload: list[str]) -> None:
    """Import, warm up, serve.

    Args:
        descriptor: the socket on which requests come.
        parent: the pid of the grader; when it ends, so does this process.
        hide: the folder of the project, taken off sys.path: no student may import a reference.
        preload: the modules to import.
    """
    confine.die_with_parent(parent)
    confine.adopt_orphans()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in preload:
        importlib.import_module(name)
    if "torch" in sys.modules:
        warm_torch()
    entropy = Entropy()
    install(entropy)
    sys.path[:] = [entry for entry in sys.path if entry and os.path.realpath(entry) != os.path.realpath(hide)]
    requests = socket.socket(fileno=descriptor)
    gc.collect()
    gc.freeze()
    requests.send(b"ready")
    Zygote(requests, entropy).serve()

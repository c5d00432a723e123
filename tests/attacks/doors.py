"""Listeners that nobody should reach: TCP, UDP, unix sockets with a path and without. They note who did."""

import os
import selectors
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Doors:
    """Open while the block lasts.

    facts     what an attacker is told: ports and names
    contacts  what came: which door, and the first bytes
    """

    def __init__(self, folder: Path) -> None:
        self.contacts: list[str] = []
        self.folder = folder
        self.facts: dict[str, Any] = {
            "path": str(folder / "door.stream"),
            "datagrams": str(folder / "door.datagram"),
            "abstract": f"arena-{os.getpid()}",
        }
        self._ends = selectors.DefaultSelector()
        self._stop, self._stopping = socket.socketpair()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self.facts["tcp"] = self._open("tcp", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))[1]
        self.facts["udp"] = self._open("udp", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))[1]
        self._open("path", socket.AF_UNIX, socket.SOCK_STREAM, self.facts["path"])
        self._open("datagrams", socket.AF_UNIX, socket.SOCK_DGRAM, self.facts["datagrams"])
        self._open("abstract", socket.AF_UNIX, socket.SOCK_STREAM, "\0" + self.facts["abstract"])
        for name in ("path", "datagrams"):
            os.chmod(self.facts[name], 0o777)
        self._ends.register(self._stopping, selectors.EVENT_READ, "stop")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.close()
        self._thread.join()
        for key in list(self._ends.get_map().values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        self._ends.close()
        for name in ("path", "datagrams"):
            Path(self.facts[name]).unlink(missing_ok=True)

    def _open(self, name: str, family: int, kind: int, address: Any) -> Any:
        end = socket.socket(family, kind)
        end.bind(address)
        if kind == socket.SOCK_STREAM:
            end.listen()
        self._ends.register(end, selectors.EVENT_READ, name)
        return end.getsockname()

    def _watch(self) -> None:
        while True:
            for key, _ in self._ends.select():
                end = key.fileobj
                assert isinstance(end, socket.socket)
                if key.data == "stop":
                    return
                self._note(key.data, end)

    def _note(self, name: str, end: socket.socket) -> None:
        if end.type == socket.SOCK_DGRAM:
            self.contacts.append(f"{name}: {end.recv(100)!r}")
            return
        near, _ = end.accept()
        with near:
            near.settimeout(0.5)
            try:
                self.contacts.append(f"{name}: {near.recv(100)!r}")
            except OSError:
                self.contacts.append(f"{name}: silent")

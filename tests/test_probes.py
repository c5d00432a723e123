"""What hostile code tries gets through where nothing holds it back: the probes see the difference."""

import os
import socket
from pathlib import Path

import pytest

from autograder import probes


def test_a_file_is_read_or_not(tmp_path: Path) -> None:
    """One that is not there, or holds nothing, gives nothing away."""
    (tmp_path / "a").write_text("a")
    (tmp_path / "empty").touch()
    found = [probes.reads(str(tmp_path / name)) for name in ("a", "empty", "none", "")]
    assert found == [True, False, False, False]


def test_a_folder_is_written_or_not_and_is_as_before(tmp_path: Path) -> None:
    """The file that was made is gone; one of that name which was there stays."""
    assert probes.writes(str(tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert not probes.writes(str(tmp_path / "none"))
    (tmp_path / "autograder-probe").write_text("kept")
    assert not probes.writes(str(tmp_path))
    assert (tmp_path / "autograder-probe").read_text() == "kept"


def test_a_process_is_reached_or_not() -> None:
    """Its own is; one that is not there is not."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    assert probes.signals(os.getpid())
    os.waitpid(pid, 0)
    assert not probes.signals(pid)
    assert probes.looks_into(os.getpid())
    assert not probes.looks_into(pid)


def test_a_socket_is_had_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system answers."""
    assert probes.connects()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(socket, "socket", refuse)
    assert not probes.connects()

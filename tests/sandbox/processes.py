"""Waiting for processes that are not our children."""

import os
import select
import signal


def wait_for_the_end(pids: list[int]) -> None:
    """Return when these processes, which are not our children, have ended; what lives on is ended here."""
    left = []
    for pid in pids:
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        if not select.select([descriptor], [], [], 5)[0]:
            left.append(pid)
            signal.pidfd_send_signal(descriptor, signal.SIGKILL)
        os.close(descriptor)
    assert not left

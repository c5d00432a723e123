"""The daemon of the tests' own, where there is none."""

import pytest

from tests.attacks import docker


def test_why_there_is_no_container_where_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason names the programs that are missing."""
    monkeypatch.setenv("PATH", "/nowhere")
    with (
        pytest.raises(docker.DoesNotStart, match="not installed: dockerd, docker, containerd"),
        docker.daemon(),
    ):
        pass


@pytest.mark.slow
def test_why_a_daemon_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason has the last words of the daemon."""
    if reason := docker.reason_it_cannot():
        pytest.skip(reason)
    monkeypatch.setattr(docker, "FLAGS", ("--storage-driver=none-such",))
    with pytest.raises(docker.DoesNotStart, match=r"does not start: .*none-such"), docker.daemon():
        pass

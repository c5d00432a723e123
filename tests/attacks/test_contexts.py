"""Each place is what it says, and nothing is left of it."""

import errno
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.attacks import contexts, docker
from tests.attacks.enter import OF_A_CONTAINER
from tests.attacks.place import PROJECT, Place, alive, await_end, everyone

ON_THIS_MACHINE = [name for name in contexts.NAMES if name != "docker"]
REFUSED = os.strerror(errno.EPERM)
ASKED = """
from tests.attacks.contexts import NAMES, reason_it_cannot
print(*(name for name in NAMES if reason_it_cannot(name)))
"""
DAEMONS = """
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 3)
        os.execve("/bin/sleep", ["sleep", "1000"], {})
    os._exit(0)
os.wait()
"""
ENDLESS = "print('begun', flush=True)\nwhile True: pass"
root_only = pytest.mark.skipif(os.getuid() != 0, reason="only root may become another user")


@pytest.fixture(scope="session")
def abilities(place: Place) -> dict[str, Any]:
    """What a process of the place says that it can do."""
    ran = place.run([place.python, "-m", "tests.attacks.abilities"], cwd=PROJECT)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def required(name: str) -> None:
    """Skip where this machine has no such place."""
    if reason := contexts.reason_it_cannot(name):
        pytest.skip(reason)


def owned_by(uid: int) -> list[int]:
    """The live processes of a user."""
    found = []
    for pid in everyone():
        with suppress(FileNotFoundError):
            if Path(f"/proc/{pid}").stat().st_uid == uid and alive(pid):
                found.append(pid)
    return found


def mounts() -> set[str]:
    """What is mounted, as this process sees it."""
    return set(Path("/proc/self/mountinfo").read_text().splitlines())


def traces(place: Place) -> list[Path]:
    """What there is of a place in file systems."""
    named = [place.home.parent]
    if isinstance(place, docker.Container):
        named += [Path("/tmp", place.groups), *Path("/sys/fs/cgroup").glob(f"**/{place.groups}")]
    return [path for path in named if path.exists()]


# -- what each place is -------------------------------------------------------------------------------


@pytest.mark.slow
def test_who_commands_run_as(place: Place, abilities: dict[str, Any]) -> None:
    """An ordinary user has its own uid and gid, no other group and no capability; a container's root has
    a container's capabilities; root has what it has."""
    assert abilities["uid"] == abilities["gid"] == [place.uid] * 3
    if place.name in ("user", "plain"):
        assert place.uid != 0
        assert abilities["capabilities"] == 0
        assert os.getuid() != 0 or abilities["groups"] == []
    elif place.name == "root":
        assert abilities["capabilities"] & ~OF_A_CONTAINER
    else:
        assert abilities["capabilities"] == abilities["bounding"]
        assert abilities["capabilities"] & ~OF_A_CONTAINER == 0
        assert abilities["capabilities"]


@pytest.mark.slow
def test_which_namespaces_can_be_had(place: Place, abilities: dict[str, Any]) -> None:
    """On L3 a process can mount in a namespace of its own; below, every way into another one is refused."""
    ways = ("mount namespace", "user namespace", "fork into a namespace", "join a namespace")
    if place.name == "root":
        assert not abilities["mount namespace"]
    elif place.name == "user":
        assert not abilities["user namespace"]
        assert not abilities["fork into a namespace"]
    else:
        assert [abilities[way] for way in ways] == [REFUSED] * 4


@pytest.mark.slow
def test_what_a_command_finds(place: Place, abilities: dict[str, Any]) -> None:
    """numpy can be imported, the project read, home written to; the environment is the place's alone."""
    assert (abilities["sum"], abilities["readme"], abilities["home"]) == (3.0, True, "yes")
    assert abilities["environment"].items() >= place.environment().items()
    assert set(abilities["environment"]) - set(place.environment()) <= {"LC_CTYPE", "HOSTNAME"}


@pytest.mark.slow
def test_the_uid_below_root_can_read_what_it_must(place: Place, abilities: dict[str, Any]) -> None:
    """Where all that student code gets is another uid, that user reads the interpreter and the project."""
    if place.tier == "L2":
        assert abilities["read as another user"] == ""


def test_home_is_closed_and_tmp_is_open(place: Place) -> None:
    """Only its user enters home, with what a test has put there; any user may write into tmp."""
    assert place.home.stat().st_mode & 0o777 == 0o700
    assert place.tmp.stat().st_mode & 0o7777 == 0o1777
    put = place.put(place.fresh() / "a" / "b.txt", "text")
    owners = {path.stat().st_uid for path in (place.home, put, put.parent, put.parent.parent)}
    assert owners == {place.uid}


@pytest.mark.slow
def test_ordinary_users_own_processes_already(place: Place) -> None:
    """Before anything has begun, an ordinary user has 200 processes, of which it knows nothing."""
    ordinary = place.name in ("user", "plain")
    assert place.bystanders() == (contexts.BYSTANDERS if ordinary else 0)
    if ordinary:
        assert len(owned_by(place.uid)) >= contexts.BYSTANDERS


@pytest.mark.slow
def test_commands_get_input_variables_and_a_folder(place: Place) -> None:
    """A command reads what it is given, has variables added, runs where it is told, and its end is told."""
    folder = place.fresh()
    script = "import os, sys; print(input(), os.environ['ADDED'], os.getcwd()); sys.exit(7)"
    ran = place.run([place.python, "-c", script], input="word\n", env={"ADDED": "more"}, cwd=folder)
    assert (ran.returncode, ran.stdout) == (7, f"word more {folder}\n")


@pytest.mark.slow
def test_a_command_that_takes_too_long_is_killed(place: Place) -> None:
    """After its time a command is over, and that is told."""
    with pytest.raises(subprocess.TimeoutExpired):
        place.run([place.python, "-c", ENDLESS], timeout=0.5)
    assert place.left_behind() == []


@pytest.mark.slow
def test_a_command_can_be_under_way(place: Place) -> None:
    """A started command speaks while it runs, and counts among the place's processes."""
    process = place.start([place.python, "-c", ENDLESS])
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    assert place.processes()


# -- what is left -------------------------------------------------------------------------------------


@root_only
@pytest.mark.slow
@pytest.mark.parametrize("name", ON_THIS_MACHINE)
def test_what_a_command_leaves_running_is_found_and_ended(name: str) -> None:
    """A daemon of another session, without parent and environment, is found while the place lasts, and then
    killed."""
    required("root")
    required(name)
    with contexts.entered(name, bystanders=1) as place:
        assert place.left_behind() == []
        assert place.run([place.python, "-c", DAEMONS]).returncode == 0
        (daemon,) = place.left_behind(within=0.05)
        assert place.bystanders() == (name in contexts.ORDINARY)
        assert alive(daemon)
    assert not alive(daemon)


@pytest.mark.slow
@pytest.mark.parametrize("name", contexts.NAMES)
def test_nothing_is_left_when_a_test_fails(name: str) -> None:
    """Whatever ends a place, its processes, folders, mounts and control groups go with it."""
    required(name)
    before = mounts()
    with suppress(ZeroDivisionError), contexts.entered(name, bystanders=3) as place:
        started = place.start([place.python, "-c", ENDLESS])
        assert started.stdout is not None
        assert started.stdout.readline() == "begun\n"
        seen, there = place.processes(), traces(place)
        raise ZeroDivisionError
    assert seen
    assert there
    assert [pid for pid in seen if alive(pid)] == []
    assert traces(place) == []
    assert started.poll() is not None
    assert mounts() == before
    assert os.getuid() or name not in contexts.ORDINARY or owned_by(place.uid) == []


@root_only
@pytest.mark.slow
def test_bystanders_that_are_killed_or_stopped_are_missed() -> None:
    """A command that harms its user's other processes is found out, even if it stops their leader."""
    required("plain")
    for harm in ("SIGKILL", "SIGSTOP"):
        with contexts.entered("plain", bystanders=3) as place:
            crowd = place.bystanders()
            place.run([place.python, "-c", f"import os, signal; os.kill(-1, signal.{harm})"], timeout=30)
            assert (crowd, place.bystanders()) == (3, 0)
        for pid in owned_by(place.uid):
            await_end(pid, 10)
        assert owned_by(place.uid) == []


KILLED = f"""
import sys
from tests.attacks import contexts
with contexts.entered(sys.argv[1], bystanders=1) as place:
    place.start([place.python, "-c", {ENDLESS!r}]).stdout.readline()
    print(place.uid, place.home.parent, getattr(place, "groups", "none"), *place.processes(), flush=True)
    input()
"""


@root_only
@pytest.mark.slow
@pytest.mark.parametrize("name", contexts.NAMES)
def test_processes_end_with_the_tests(name: str) -> None:
    """When the tests themselves are killed, all processes of a place end too; only empty folders remain."""
    required("root")
    required(name)
    command = [sys.executable, "-c", KILLED, name]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as tests:
        assert tests.stdout is not None
        uid, folder, groups, *pids = tests.stdout.readline().split()
        crowd = owned_by(int(uid)) if name in contexts.ORDINARY else []
        tests.kill()
    try:
        assert pids
        for pid in (*map(int, pids), *crowd):
            await_end(pid, 30)
            assert not alive(pid)
    finally:
        docker.remove_groups(groups)
        for path in (Path(folder), Path("/tmp", groups)):
            if path.exists():
                shutil.rmtree(path)


# -- which places there are ---------------------------------------------------------------------------


@root_only
@pytest.mark.slow
def test_root_can_have_less() -> None:
    """Where root may make namespaces there are also the places in which nobody may."""
    required("root")
    assert [contexts.reason_it_cannot(name) for name in ("container", "plain")] == [None, None]


@root_only
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "missing"), [("user", "container docker root"), ("plain", "container docker root user")]
)
def test_an_ordinary_user_has_fewer_places(name: str, missing: str) -> None:
    """Without root there is no root, container or docker; without namespaces only `plain` is left."""
    required(name)
    with contexts.entered(name, bystanders=0) as place:
        ran = place.run([place.python, "-c", ASKED], cwd=PROJECT)
    assert (ran.stderr, " ".join(sorted(ran.stdout.split()))) == ("", missing)

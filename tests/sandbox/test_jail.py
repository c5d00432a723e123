"""Views of the machine that hold only what they are given; each in a fork, as root and as anybody."""

import fcntl
import os
import socket
import stat
import struct
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import jail, syscalls, visible
from tests.sandbox.forks import (
    facts_of,
    in_a_fork,
    namespaces_alone,
    needs_root,
    ordinary_user,
    refusal,
    skip_unless,
)

UP, GET_FLAGS = 1, 0x8913
SHARED = 1 << 20  # mounts made here are seen in other namespaces
MANY, PAGE = 1_000_000, 65_536


@pytest.fixture
def shown() -> Iterator[Path]:
    """A folder that any user can enter: `course`, `library`, and links that lead to what is in it."""
    with tempfile.TemporaryDirectory(prefix="a place ", dir="/var/tmp") as name:
        root = Path(name)
        for path in ("course/test.py", "library/deep/module.py", "library/data"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(path)
        (root / "library" / "inner").symlink_to("deep")
        (root / "linked").symlink_to("library")
        (root / "far").symlink_to(root / "linked" / "inner")
        for folder in (root, *filter(Path.is_dir, root.rglob("*"))):
            folder.chmod(0o755)
        yield root


def anybody() -> None:
    """The owner of a user namespace, without rights outside."""
    ordinary_user()
    jail.user_namespace()


def nobody_else() -> None:
    """Root as it is."""


@pytest.fixture(params=[nobody_else, anybody], ids=["root", "ordinary user"])
def who(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Who enters the view; skipped where the machine does not allow it."""
    skip_unless(lambda: namespaces_alone(request.param is anybody))
    become: Callable[[], None] = request.param
    return become


def inside(
    who: Callable[[], None], readable: list[Path | str], look: Callable[[], Any], data: str = ""
) -> Any:
    """What the first process of a view finds out."""

    def enter() -> Any:
        jail.enter(map(str, readable), data)
        return look()

    def begin() -> Any:
        who()
        syscalls.unshare(syscalls.NEW_PIDS)
        return in_a_fork(enter)

    return in_a_fork(begin)


def in_private(size: int, owner: int | None, look: Callable[[], Any]) -> Any:
    """In a view: what a worker finds out in its own place."""
    syscalls.unshare(syscalls.NEW_PIDS)

    def begin() -> Any:
        assert jail.private(size, owner) == jail.WORK
        os.chdir(jail.WORK)
        return look()

    return in_a_fork(begin)


# ---- the view -----------------------------------------------------------------------------------


def test_nothing_is_there_but_what_is_given(who: Callable[[], None], shown: Path) -> None:
    """The course, its neighbours' names and all other files of the machine do not exist."""

    def look() -> list[object]:
        found = [str(path) for path in (shown, *sorted(shown.rglob("*")))]
        return [sorted(os.listdir("/")), sorted(os.listdir("/var/tmp")), sorted(os.listdir("/etc")), found]

    top, temporary, settings, found = inside(who, [shown / "library"], look)
    assert top == ["autograder-home", "dev", "etc", "proc", "tmp", "var"]
    assert temporary == [shown.name]
    assert settings == ["group", "passwd"]
    below = ("", "/library", "/library/data", "/library/deep", "/library/deep/module.py", "/library/inner")
    assert found == [f"{shown}{path}" for path in below]


def test_a_file_can_be_given_alone(who: Callable[[], None], shown: Path) -> None:
    """Its folder holds nothing else."""
    given = shown / "library" / "deep" / "module.py"
    look = inside(who, [given], lambda: [given.read_text(), os.listdir(given.parent), os.listdir(shown)])
    assert look == ["library/deep/module.py", ["module.py"], ["library"]]


def test_links_on_the_way_are_links_again(who: Callable[[], None], shown: Path) -> None:
    """What they lead to is there, and nothing beside it."""
    far = shown / "far" / "module.py"

    def look() -> list[object]:
        links = [os.readlink(shown / name) for name in ("far", "linked", "library/inner")]
        return [
            far.read_text(),
            links,
            sorted(map(str, shown.rglob("*.py"))),
            os.path.exists(shown / "course"),
        ]

    text, links, modules, course = inside(who, [far], look)
    assert text == "library/deep/module.py"
    assert links == [str(shown / "linked" / "inner"), "library", "deep"]
    assert modules == [str(shown / "library" / "deep" / "module.py")]
    assert course is False


def test_a_path_given_twice_is_there_once(who: Callable[[], None], shown: Path) -> None:
    """By its name and by a link, in any order; a part of a folder that is given hides nothing of it."""
    given = [shown / "linked", shown / "library" / "deep", shown / "library"]
    for order in (given, given[::-1]):
        found = inside(
            who, list(order), lambda: [sorted(os.listdir(shown / n)) for n in ("linked", "library")]
        )
        assert found == [["data", "deep", "inner"]] * 2


def test_nothing_can_be_changed(who: Callable[[], None], shown: Path) -> None:
    """Neither what is given nor the view itself, whatever the rights inside."""

    def change() -> list[str]:
        places = ("/", "/etc", "/dev", "/var", jail.WORK, str(shown), str(shown / "library"))
        tries = [refusal(Path(at, "new").touch) for at in places]
        tries += [refusal(lambda: (shown / "library" / "data").write_text("x"))]
        return [*tries, refusal(lambda: Path("/etc/passwd").write_text("x"))]

    assert set(inside(who, [shown / "library"], change)) == {"EROFS"}
    assert (shown / "library" / "data").read_text() == "library/data"


def test_what_is_mounted_below_cannot_be_changed_either(shown: Path) -> None:
    """A library may lie on several file systems."""
    skip_unless(lambda: namespaces_alone(False))

    def mount() -> None:
        jail.separate()
        syscalls.mount("tmpfs", str(shown / "library" / "deep"), "tmpfs", syscalls.NO_DEVICES, "size=40k")
        (shown / "library" / "deep" / "b").write_text("b")

    def look() -> list[str]:
        below = shown / "library" / "deep"
        return [(below / "b").read_text(), refusal(lambda: (below / "b").write_text("x"))]

    assert inside(mount, [shown / "library"], look) == ["b", "EROFS"]


def test_the_courses_data_have_a_place_of_their_own(who: Callable[[], None], shown: Path) -> None:
    """Nothing there can be changed, and nothing tells where they lie; no link leads out of the view."""
    (shown / "course" / "link").symlink_to(shown / "library" / "data")
    (shown / "course" / "test.py").chmod(0o666)

    def look() -> list[object]:
        link = os.path.exists(f"{jail.DATA}/link")
        tries = [refusal(Path(jail.DATA, name).touch) for name in ("new", "test.py")]
        return [sorted(os.listdir(jail.DATA)), tries, link, shown.exists(), os.listdir("/autograder-home")]

    names, tries, link, course, beside = inside(who, [], look, data=str(shown / "course"))
    assert (names, tries, link, course) == (["link", "test.py"], ["EROFS", "EROFS"], False, False)
    assert sorted(beside) == ["data", "work"]


def test_temporary_folders_are_the_one_place_to_work(who: Callable[[], None]) -> None:
    """One size holds for all; standard streams and descriptors are where programs look for them."""

    def look() -> dict[str, str]:
        return {link: os.readlink(link) for link in (*jail.WRITTEN_BY_MANY, *jail.LINKS)}

    assert inside(who, ["/usr/bin"], look) == dict.fromkeys(jail.WRITTEN_BY_MANY, jail.WORK) | jail.LINKS


def test_devices_are_the_harmless_ones(who: Callable[[], None]) -> None:
    """They work as everywhere."""

    def use() -> list[object]:
        Path("/dev/null").write_bytes(b"a")
        with open("/dev/zero", "rb") as zero:
            return [
                sorted(os.listdir("/dev")),
                list(zero.read(2)),
                refusal(lambda: Path("/dev/full").write_text("a")),
            ]

    names = [os.path.basename(path) for path in (*visible.DEVICES, *jail.LINKS)]
    assert inside(who, [], use) == [sorted([*names, "shm"]), [0, 0], "ENOSPC"]


def test_there_is_no_network(who: Callable[[], None]) -> None:
    """One interface, which is down; nothing that listens outside can be reached."""

    def look() -> list[object]:
        with socket.socket() as sock:
            answer = fcntl.ioctl(sock, GET_FLAGS, struct.pack("16sH14x", b"lo", 0))
            return [
                [name for _, name in socket.if_nameindex()],
                struct.unpack("16xH14x", answer)[0] & UP,
                refusal(lambda: sock.connect(server.getsockname())),
            ]

    with socket.create_server(("127.0.0.1", 0)) as server:
        names, up, why = inside(who, [], look)
    assert "lo" in names
    assert not set(names) & {name for _, name in socket.if_nameindex()} - {"lo", *KERNELS}
    assert up == 0
    assert why == "ENETUNREACH"


KERNELS = ("tunl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "sit0", "ip6tnl0", "ip6gre0")


def test_processes_are_its_own(who: Callable[[], None]) -> None:
    """It is the first, and /proc knows no other; no mount of the machine's is left."""

    def look() -> list[object]:
        mounts = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
        return [os.getpid(), [name for name in os.listdir("/proc") if name.isdigit()], sorted(mounts)]

    pid, processes, mounts = inside(who, ["/usr/bin"], look)
    assert (pid, processes) == (1, ["1"])
    assert set(mounts) <= {"/", "/proc", *visible.DEVICES} | {m for m in mounts if m.startswith("/usr/bin")}


def test_an_ordinary_user_has_rights_inside_only(shown: Path) -> None:
    """Its files stay its own: what it writes outside of the view belongs to it there, too."""
    skip_unless(lambda: namespaces_alone(True))

    def look() -> list[object]:
        ordinary_user()
        outside = os.getuid()
        jail.user_namespace()
        effective = int(facts_of()["CapEff"], 16)
        file = shown / "course" / "test.py"
        return [outside, os.getuid(), os.getgid(), effective != 0, refusal(lambda: file.write_text("x")),
                refusal(lambda: os.setgroups([]))]  # fmt: skip

    outside, *found = in_a_fork(look)
    expected = "EACCES" if os.geteuid() == 0 else ""
    assert found == [jail.INSIDE, jail.INSIDE, True, expected, "EPERM"]
    assert outside != jail.INSIDE


# ---- a worker's own place -----------------------------------------------------------------------


def test_a_place_to_work_has_a_size(who: Callable[[], None]) -> None:
    """A byte too many is an error; so is a file too many."""

    def fill() -> list[object]:
        with open("a", "wb", buffering=0) as file:
            written = 0
            while not (why := refusal(lambda: file.write(bytes(65536)))):
                written = file.tell()
        os.unlink("a")
        count = 0
        while not (why_files := refusal(lambda count=count: Path(str(count)).touch())):  # type: ignore[misc]
            count += 1
        return [written, why, count, why_files]

    written, why, count, why_files = inside(who, [], lambda: in_private(MANY, None, fill))
    assert (why, why_files) == ("ENOSPC", "ENOSPC")
    assert MANY * 0.9 < written < MANY + PAGE
    assert 0.9 * jail.MOST_FILES < count < jail.MOST_FILES


def test_a_place_to_work_is_empty_and_ends_with_its_processes(who: Callable[[], None]) -> None:
    """The next worker, and the zygote, see nothing of it, under no name that leads there."""

    def leave() -> list[str]:
        found = os.listdir("/tmp")
        for folder in (".", *jail.WRITTEN_BY_MANY):
            Path(folder, f"left in {folder.replace('/', '-')}").touch()
        return [*found, str(len(os.listdir(jail.WORK)))]

    def two() -> list[list[str]]:
        own = os.open("/proc/self/ns/pid", os.O_RDONLY)
        first = in_private(MANY, None, leave)
        syscalls.enter_namespace(own, syscalls.NEW_PIDS)
        return [first, in_private(MANY, None, leave), os.listdir(jail.WORK)]

    assert inside(who, [], two) == [["4"], ["4"], []]


def test_a_worker_sees_its_own_processes_only(who: Callable[[], None]) -> None:
    """It is the first of a tree of its own, with a network and queues of its own."""
    spaces = ("mnt", "net", "ipc", "pid")

    def look() -> list[object]:
        seen = [name for name in os.listdir("/proc") if name.isdigit()]
        return [seen, [os.readlink(f"/proc/self/ns/{space}") for space in spaces]]

    def both() -> list[object]:
        own = [os.readlink(f"/proc/self/ns/{space}") for space in spaces]
        return [own, *in_private(MANY, None, look)]

    zygotes, seen, workers = inside(who, [], both)
    assert seen == ["1"]
    assert not set(zygotes) & set(workers)


@needs_root
def test_a_place_to_work_belongs_to_one_user(shown: Path) -> None:
    """No other may look into it; no program in it gives rights, no device in it is one."""
    skip_unless(lambda: namespaces_alone(False))

    def look() -> list[object]:
        facts, file_system = os.stat(jail.WORK), os.statvfs(jail.WORK)
        wanted = os.ST_NOSUID | os.ST_NODEV
        return [
            facts.st_uid,
            facts.st_gid,
            stat.S_IMODE(facts.st_mode),
            file_system.f_flag & wanted == wanted,
        ]

    assert inside(nobody_else, [], lambda: in_private(MANY, 4242, look)) == [4242, 4242, 0o700, True]


def test_the_machine_is_as_it_was(shown: Path) -> None:
    """No mount of a view is seen outside, also where the system shares its mounts."""
    skip_unless(lambda: namespaces_alone(False))

    def look() -> list[object]:
        syscalls.unshare(syscalls.NEW_MOUNTS)
        syscalls.mount(None, "/", None, syscalls.RECURSIVE | syscalls.PRIVATE)
        syscalls.mount(None, "/", None, syscalls.RECURSIVE | SHARED)
        before = Path("/proc/self/mountinfo").read_text()
        mounted = inside(nobody_else, [shown], lambda: os.path.ismount(shown))
        return [mounted, Path("/proc/self/mountinfo").read_text() == before]

    assert in_a_fork(look) == [True, True]

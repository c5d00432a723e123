"""What a machine allows is found out by trying; what it does not has a reason."""

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.sandbox import detect, landlock, syscalls
from autograder.sandbox.tiers import CLOSED, LANDLOCK, LIMITS, NAMESPACES, SECCOMP, UID, Tier
from tests.sandbox.forks import (
    facts_of,
    in_a_fork,
    namespaces_alone,
    needs_root,
    ordinary_user,
    refusal,
    skip_unless,
)


def fail(error: BaseException) -> Callable[[], None]:
    """An attempt that fails like this."""

    def attempt() -> None:
        raise error

    return attempt


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(1, "Operation not permitted"), "Operation not permitted"),
        (OSError("of no known kind"), "of no known kind"),
        (ValueError("a sentence"), "a sentence"),
        (KeyError(), "KeyError"),
        (SystemExit(0), "it ended early"),
        (KeyboardInterrupt(), "it ended early"),
        (OSError(5, "x" * 1000), "x" * detect.REASON),
    ],
    ids=str,
)
def test_a_trial_says_why_it_failed(error: BaseException, why: str) -> None:
    """In words, briefly; whatever it raised."""
    assert detect.trial(fail(error)) == why


def test_a_trial_that_works_says_nothing_and_changes_nothing() -> None:
    """It was a process of its own, and none is left of it."""
    before = os.umask(0o022)
    os.umask(before)
    assert detect.trial(lambda: setattr(sys, "argv", os.umask(0o177))) == ""
    assert os.umask(before) == before
    with pytest.raises(AssertionError, match="No child processes"):
        in_a_fork(lambda: (detect.trial(lambda: None), os.waitpid(-1, 0)))


def test_a_trial_that_is_killed_has_failed() -> None:
    """Some systems kill who makes a call that they do not know."""
    why = detect.trial(lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert why == "the process that tried it was ended (wait status 9)"


# ---- from what works to a plan ------------------------------------------------------------------


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Play a machine on which only these attempts work."""

    def play(*works: str, root: bool = False) -> None:
        def refuse() -> None:
            raise PermissionError(1, "no")

        def separate(through_user: bool) -> None:
            if ("user namespace" if through_user else "namespaces") not in works:
                refuse()

        def own_user(separated: bool) -> None:
            if ("uid" if separated else "uid and Python") not in works:
                refuse()

        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(detect, "_separate", separate)
        monkeypatch.setattr(detect, "_own_user", own_user)
        for layer in (LANDLOCK, SECCOMP):
            monkeypatch.setattr(detect, f"_{layer}", (lambda: None) if layer in works else refuse)
        monkeypatch.setattr(detect, "_closed", lambda hide: None if CLOSED in works else refuse())

    return play


CASES: dict[str, tuple[bool, tuple[str, ...], Tier, set[str]]] = {
    "root": (True, ("namespaces", "uid", LANDLOCK, SECCOMP, CLOSED), Tier.L3,
             {NAMESPACES, UID, LANDLOCK, SECCOMP}),
    "root, no Landlock": (True, ("namespaces", "uid", SECCOMP), Tier.L3, {NAMESPACES, UID, SECCOMP}),
    "a container": (True, ("uid and Python", LANDLOCK, SECCOMP, CLOSED), Tier.L2,
                    {UID, LANDLOCK, SECCOMP, CLOSED}),
    "a container, no Landlock": (True, ("uid and Python", SECCOMP, CLOSED), Tier.L2, {UID, SECCOMP, CLOSED}),
    "... and an open course": (True, ("uid and Python", SECCOMP), Tier.L0, {UID, SECCOMP}),
    "a container, Python at root's": (True, ("uid", LANDLOCK, SECCOMP), Tier.L1, {LANDLOCK, SECCOMP}),
    "an ordinary user": (False, ("user namespace", LANDLOCK, SECCOMP), Tier.L3,
                         {NAMESPACES, LANDLOCK, SECCOMP}),
    "... without namespaces": (False, (LANDLOCK, SECCOMP), Tier.L1, {LANDLOCK, SECCOMP}),
    "... on an old kernel": (False, (SECCOMP,), Tier.L0, {SECCOMP}),
    "root of one id": (True, ("namespaces", "user namespace", LANDLOCK, SECCOMP), Tier.L3,
                       {NAMESPACES, LANDLOCK, SECCOMP}),
    "root that cannot be another": (True, ("namespaces", LANDLOCK, SECCOMP), Tier.L1, {LANDLOCK, SECCOMP}),
    "another system": (False, (), Tier.L0, set()),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_plan_holds_what_works(machine: Callable[..., None], name: str) -> None:
    """The rest has its reason; limits are there always."""
    root, works, tier, layers = CASES[name]
    machine(*works, root=root)
    plan = detect.detect(["/course"])
    assert (plan.tier, set(plan.layers)) == (tier, layers | {LIMITS})
    assert plan.user_namespace == ("user namespace" in works)
    assert not set(plan.missing) & set(plan.layers)
    needed = {SECCOMP, LANDLOCK} | (set() if NAMESPACES in plan else {NAMESPACES, UID})
    assert needed <= set(plan.missing) | set(plan.layers)
    assert set(plan.missing.values()) <= {"no"}
    if plan.user_namespace and not root:
        assert UID not in plan.missing  # nobody has asked: it is not needed


@pytest.mark.parametrize("layer", [NAMESPACES, UID, LANDLOCK, SECCOMP, CLOSED])
def test_a_layer_that_is_not_wanted_is_not_tried(machine: Callable[..., None], layer: str) -> None:
    """The plan says so."""
    machine("namespaces", "uid", "uid and Python", LANDLOCK, SECCOMP, CLOSED, "user namespace", root=True)
    plan = detect.detect(["/course"], without=[layer])
    assert layer not in plan
    assert plan.user_namespace == (layer == UID)  # which does the same
    if layer != CLOSED:
        assert plan.missing[layer] == "it is not wanted"


@pytest.fixture
def anywhere() -> Iterator[Path]:
    """A folder that any user can enter."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        os.chmod(name, 0o755)
        yield Path(name)


# ---- on this machine ----------------------------------------------------------------------------


def test_layers_that_are_found_hold_and_this_process_is_as_it_was(tmp_path: Path) -> None:
    """What is said to work does: no trial left a mark on who tried."""
    before = (facts_of(), os.readlink("/proc/self/ns/mnt"), os.getuid())
    plan = detect.detect([str(tmp_path)])
    after = (facts_of(), os.readlink("/proc/self/ns/mnt"), os.getuid())
    for name in ("Uid", "CapEff", "NoNewPrivs", "Seccomp"):
        assert before[0][name] == after[0][name]
    assert before[1:] == after[1:]
    assert (LANDLOCK in plan) == (landlock.version() > 0)
    for layer, attempt in ((SECCOMP, detect._seccomp), (LANDLOCK, detect._landlock)):
        assert (layer in plan) == (detect.trial(attempt) == "")


@pytest.mark.parametrize("through_user", [True, False])
@pytest.mark.parametrize("kind", ["tmpfs", "proc"])
def test_a_system_that_refuses_mounts_has_no_namespaces(
    through_user: bool, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some allow new namespaces and then refuse every mount in them."""
    skip_unless(lambda: namespaces_alone(through_user))
    assert detect.trial(lambda: detect._separate(through_user)) == ""
    mount = syscalls.mount

    def mount_others(source: str | None, target: str, of: str | None, flags: int, options: str = "") -> None:
        if of == kind:
            raise PermissionError(1, "no mounts here")
        mount(source, target, of, flags, options)

    monkeypatch.setattr(syscalls, "mount", mount_others)
    assert detect.trial(lambda: detect._separate(through_user)) == "no mounts here"


@needs_root
def test_who_cannot_read_python_cannot_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interpreter in root's own folder is no use to another user, unless there is a view of its own."""
    python = tmp_path / "python"
    python.write_text("")
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    why = detect.trial(lambda: detect._own_user(False))
    assert why == f"other users than root cannot read Python, which lies in {os.path.realpath(python)}"
    assert detect.trial(lambda: detect._own_user(True)) == ""


@needs_root
def test_python_that_all_can_read_serves_another_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing stands against a uid of its own."""
    monkeypatch.setattr(sys, "executable", "/bin/sh")
    monkeypatch.setattr(os, "__file__", "/usr/lib/os.py")
    assert detect.trial(lambda: detect._own_user(False)) == ""


def test_an_ordinary_user_cannot_become_another() -> None:
    """The reason is the kernel's."""

    def look() -> str:
        ordinary_user()
        return refusal(lambda: detect._own_user(True))

    assert in_a_fork(look) == "EPERM"


@needs_root
@pytest.mark.parametrize(
    ("modes", "closed"),
    [
        ((0o755, 0o644), False),
        ((0o711, 0o644), False),
        ((0o700, 0o644), True),
        ((0o755, 0o600), True),
        ((0o755, None), True),
    ],
    ids=["open", "not listed", "folder closed", "files closed", "no files"],
)
def test_a_course_is_closed_if_no_other_user_can_read_it(
    anywhere: Path, modes: tuple[int, int | None], closed: bool
) -> None:
    """By the modes of its folder or of its files; who knows a name needs no list."""
    root = anywhere
    (root / "course" / "deep").mkdir(parents=True)
    if modes[1] is not None:
        for path in (root / "course" / "a.py", root / "course" / "deep" / "b.py"):
            path.touch()
            path.chmod(modes[1])
    (root / "course").chmod(modes[0])
    why = detect.trial(lambda: detect._closed(["/nowhere", str(root / "course")]))
    assert why == ("" if closed else f"any user can read {root / 'course' / 'a.py'}")


@needs_root
def test_one_open_file_is_enough_to_be_open(anywhere: Path) -> None:
    """Wherever it lies among closed ones."""
    for number in range(20):
        (anywhere / f"{number}.py").touch()
        (anywhere / f"{number}.py").chmod(0o644 if number == 13 else 0o600)
    assert detect.trial(lambda: detect._closed([str(anywhere)])) == f"any user can read {anywhere / '13.py'}"


@needs_root
def test_an_environment_in_the_course_is_not_the_course(
    anywhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other users must read it; the course beside it may be closed all the same."""
    monkeypatch.setattr(sys, "prefix", str(anywhere / ".venv"))
    for name, mode in ((".venv", 0o755), ("assignments", 0o700)):
        (anywhere / name).mkdir(mode)
        (anywhere / name / "a.py").touch()
    assert detect.trial(lambda: detect._closed([str(anywhere)])) == ""

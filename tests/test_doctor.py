"""`grade doctor` says what holds student code back here, and tries it."""

import os
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from autograder import doctor
from autograder.errors import BadInput
from autograder.sandbox.launch import Launcher
from autograder.sandbox.tiers import (
    CLOSED,
    LANDLOCK,
    LAYERS,
    LIMITS,
    NAMESPACES,
    SECCOMP,
    UID,
    WITHOUT,
    Plan,
    Tier,
)  # fmt: skip
from tests.course import write_course

EVERYTHING = (NAMESPACES, UID, LANDLOCK, SECCOMP, LIMITS)


def printed(*parts: RenderableType) -> str:
    """As on a wide screen, in one line each."""
    console = Console(width=300)
    with console.capture() as capture:
        console.print(*parts)
    return capture.get()


def rows(plan: Plan) -> dict[str, str]:
    """The rest of each layer's row."""
    lines = printed(doctor.layers(plan)).splitlines()[1:]
    return {line.split()[0]: line.partition(" ")[2].strip() for line in lines}


@pytest.mark.parametrize("tier", Tier)
def test_each_tier_has_its_meaning(tier: Tier) -> None:
    """In a sentence."""
    layers = {Tier.L3: (NAMESPACES, SECCOMP), Tier.L2: (UID, LANDLOCK, SECCOMP), Tier.L1: (LANDLOCK, SECCOMP)}
    said = printed(doctor.verdict(Plan(layers.get(tier, ()))))
    assert said.startswith(f"{tier.name}  student code: {doctor.MEANING[tier]}")


def test_layers_that_hold_say_what_they_do() -> None:
    """A row each; whether the course is closed matters only where there is no Landlock."""
    found = rows(Plan(EVERYTHING))
    assert list(found) == [layer for layer in LAYERS if layer != CLOSED]
    for layer, row in found.items():
        assert row.split(maxsplit=1) == ["holds", LAYERS[layer]]


def test_layers_that_are_missing_say_why_and_what_that_means() -> None:
    """Where no reason is known, what it means alone."""
    found = rows(Plan((LIMITS,), {layer: f"why {layer}" for layer in (NAMESPACES, UID, LANDLOCK, CLOSED)}))
    assert list(found) == list(LAYERS)
    for layer in (NAMESPACES, UID, LANDLOCK, CLOSED):
        assert found[layer].startswith("missing")
        assert found[layer].endswith(f"{WITHOUT[layer]} (why {layer})")
    assert found[SECCOMP].endswith(WITHOUT[SECCOMP])


def test_a_closed_course_is_told_where_there_is_no_landlock() -> None:
    """It is what keeps the course from being read."""
    assert LAYERS[CLOSED] in rows(Plan((UID, SECCOMP, CLOSED, LIMITS), {LANDLOCK: "old"}))[CLOSED]


def test_an_ordinary_user_needs_no_uid() -> None:
    """A user namespace does the same."""
    found = rows(Plan((NAMESPACES, LANDLOCK, SECCOMP, LIMITS), {}, user_namespace=True))
    assert found[UID].startswith("not needed")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course, and a home with a file in it."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter").write_text("dear")
    return write_course(tmp_path / "course")


@pytest.mark.slow
def test_on_this_machine_nothing_gets_through(root: Path) -> None:
    """The tier, each layer, each attempt; the files that are tried are a task's and the user's own."""
    with Launcher([], root) as launcher:
        launcher.wait()
        plan = launcher.plan
    if plan.tier < Tier.L1:
        pytest.skip(f"{plan}: {dict(plan.missing)}")
    said = printed(doctor.examine(root, None))
    assert said.startswith(plan.tier.name)
    assert all(layer in said for layer in plan.layers)
    tries = said.partition("by code in a worker")[2]
    assert tries.count("refused") == len(tries.strip().splitlines()) == 6
    for path in (root / "assignments" / "tiny" / "assignment.toml", root.parent / "home" / "letter"):
        assert f"read {path}" in tries
    assert f"process {os.getpid()}" in tries


@pytest.mark.slow
def test_what_gets_through_is_said_too(root: Path) -> None:
    """With no layer but limits, all of it does: the probes really try."""
    with Launcher([], root, without=EVERYTHING) as launcher:
        launcher.wait()
        found = doctor.attempts(launcher, root)
        said = printed(doctor.tried(launcher, root))
    assert len(found) == 6
    assert all(found.values()) or os.geteuid() == 0, found
    assert said.count("got through") == sum(found.values()) >= 5


@pytest.mark.slow
def test_less_than_is_required_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the sentence that `run` has for it."""

    def weak(preload: list[str], hide: Path, require: Tier | None) -> Launcher:
        return Launcher(preload, hide, require, without=[NAMESPACES, UID])

    monkeypatch.setattr(doctor, "Launcher", weak)
    with pytest.raises(BadInput, match="--require L3: student code is held back at"):
        doctor.examine(root, Tier.L3)


@pytest.mark.slow
def test_where_there_is_no_home_none_is_tried(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user of a container may have none."""

    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for home in (nowhere, lambda: root / "nowhere"):
        monkeypatch.setattr(Path, "home", home)
        assert "open a network socket" in printed(doctor.examine(root, None))


def test_the_first_file_that_holds_something_is_tried(tmp_path: Path) -> None:
    """A folder or an empty file would prove nothing."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").touch()
    (tmp_path / "c").write_text("c")
    assert doctor.first_file(sorted(tmp_path.iterdir())) == tmp_path / "c"
    assert doctor.first_file([tmp_path / "b"]) is None

"""What student code may read of the machine: the interpreter and its libraries, never the course."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox import visible

ROOT = Path(__file__).parents[2]
names = st.sampled_from(["a", "b", "a b", "a.b", "aa"])
paths = st.lists(names, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))


def covers(folder: str, path: str) -> bool:
    """Whether a path is a folder or below it, by name."""
    return path.split("/")[: folder.count("/") + 1] == folder.split("/")


@given(st.lists(paths))
def test_outermost_paths_cover_all_and_not_each_other(given_: list[str]) -> None:
    """Each given path lies in exactly one of them, and each of them was given."""
    found = visible.outermost(given_)
    assert set(found) <= set(given_)
    assert [sum(covers(folder, path) for folder in found) for path in given_] == [1] * len(given_)
    assert visible.outermost(found) == found


@given(st.lists(paths, min_size=1), st.randoms(use_true_random=False))
def test_outermost_paths_do_not_depend_on_order_or_spelling(given_: list[str], random: object) -> None:
    """`/a/./b/` is `/a/b`."""
    spelled = [path.replace("/", "/./", 1) + "/" for path in reversed(given_)]
    assert visible.outermost(spelled) == visible.outermost(given_)


def test_the_root_covers_everything() -> None:
    """Its name ends with the separator already."""
    assert visible.outermost(["/", "/usr", "/usr/lib"]) == ["/"]


def test_within_means_at_or_below_links_resolved(tmp_path: Path) -> None:
    """A neighbour whose name begins alike is not within."""
    for name in ("course/deep", "course2"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "link").symlink_to("course")
    course = str(tmp_path / "course")
    assert visible.within(course, [course])
    assert visible.within(f"{tmp_path}/link/deep", ["/nowhere", course])
    assert visible.within(f"{course}/deep", [f"{tmp_path}/link"])
    assert visible.within("/usr", ["/"])
    assert not visible.within(f"{tmp_path}/course2", [course])
    assert not visible.within(str(tmp_path), [course])
    assert not visible.within(course, [])


def test_the_path_for_imports_leaves_the_course_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """But not an environment that lies in it; empty entries stand for the working directory."""
    environment = str(tmp_path / ".venv")
    kept = [f"{environment}/lib/site-packages", "/usr/lib/python3", environment]
    monkeypatch.setattr(sys, "prefix", environment)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), f"{tmp_path}/assignments", *kept])
    assert visible.search_path(["/nowhere", str(tmp_path)]) == kept


def test_libraries_in_use_are_found_wherever_they_lie(tmp_path: Path) -> None:
    """The C library is one of them; what has been deleted is not."""
    found = set(visible.mapped())
    assert any("libc" in os.path.basename(path) for path in found)
    assert all(os.path.isfile(path) for path in found)


def test_a_library_that_is_gone_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor what is no library, nor memory without a file."""
    lines = [
        "7f00-7f01 r-xp 00000000 fe:00 1 /opt/a b/libone.so.1",
        "7f01-7f02 r-xp 00000000 fe:00 2 /opt/libtwo.so (deleted)",
        "7f02-7f03 rw-p 00000000 00:00 0 [heap]",
        "7f03-7f04 r--p 00000000 fe:00 3 /usr/share/locale",
    ]
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: "\n".join(lines))
    assert list(visible.mapped()) == ["/opt/a b/libone.so.1"]


@pytest.fixture
def imports(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the zygote: the folder of this project is not where modules are looked for."""
    monkeypatch.setattr(sys, "path", visible.search_path([str(ROOT)]))


@pytest.mark.usefixtures("imports")
def test_all_that_python_needs_is_readable_and_nothing_of_the_course() -> None:
    """Standard library, installed packages, shared libraries; existing paths, none inside another."""
    found = visible.readable([str(ROOT)])
    python = [os.__file__, pytest.__file__, sys.executable, *visible.mapped()]
    assert all(visible.within(path, found) for path in python)
    assert all(map(os.path.exists, found))
    assert visible.outermost(found) == found
    assert not any(visible.within(str(ROOT / name), found) for name in ("", "assignments", "tests"))


@pytest.mark.usefixtures("imports")
def test_a_course_inside_a_library_cannot_be_hidden() -> None:
    """The sentence names both and says what to do."""
    course = os.path.join(sys.prefix, "lib", "course")
    with pytest.raises(ValueError, match=f"{course} lies inside {sys.prefix}/lib.*; move it"):
        visible.readable(["/nowhere", course])


@pytest.mark.usefixtures("imports")
def test_a_course_behind_a_link_cannot_be_hidden_there_either(tmp_path: Path) -> None:
    """Names do not decide where it lies."""
    (tmp_path / "course").symlink_to(os.path.join(sys.prefix, "lib"))
    with pytest.raises(ValueError, match="move it"):
        visible.readable([str(tmp_path / "course" / "deep")])

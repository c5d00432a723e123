"""The tiny course as Gradescope would have it: its zip, and an image of it, here or in a real container."""

import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from autograder.publish.package import package
from tests.attacks.contexts import entered, reason_it_cannot
from tests.container.harness import Harness
from tests.course import write_course

LOCK = Path(__file__).parents[2] / "requirements.lock"
GRADESCOPE = """
[gradescope.tasks]
slope_of_a_parabola = "after_published"
count_tells_how_many = "after_due_date"
[gradescope.late]
percent = 10
grace = "15 min"
[gradescope.attempts]
most = 3
within = "1 d"
"""


@pytest.fixture(scope="session")
def tiny_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of the tiny course."""
    root = write_course(tmp_path_factory.mktemp("course"))
    with (root / "assignments" / "tiny" / "assignment.toml").open("a") as toml:
        toml.write(GRADESCOPE)
    (root / "requirements.lock").write_bytes(LOCK.read_bytes())
    archive = tmp_path_factory.mktemp("zip") / "autograder.zip"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        package(root, "tiny", archive)
    return archive


@pytest.fixture(scope="session")
def here(tmp_path_factory: pytest.TempPathFactory, tiny_zip: Path) -> Harness:
    """The image on this machine itself, laid out but not set up."""
    harness = Harness(tmp_path_factory.mktemp("autograder"), started)
    harness.unpack(tiny_zip)
    lay_venv(harness.root, tiny_zip)
    return harness


@pytest.fixture(scope="session")
def image(tiny_zip: Path) -> Iterator[Harness]:
    """The image where it belongs: in containers with the memory and the half processor of Gradescope's."""
    if reason := reason_it_cannot("docker"):
        pytest.skip(reason)
    with entered("docker") as place:
        root = place.home.parent / "autograder"
        root.mkdir()
        harness = Harness(root, lambda argv, env, cwd: place.start(argv, env=env, cwd=cwd))
        harness.unpack(tiny_zip)
        lay_venv(root, tiny_zip)
        harness.said = harness.set_up()
        yield harness


def started(argv: Sequence[str], env: Mapping[str, str], cwd: Path) -> "subprocess.Popen[str]":
    """A command under way on this machine."""
    return subprocess.Popen(
        argv,
        env={"PATH": "/usr/bin:/bin", **env},
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def lay_venv(root: Path, archive: Path) -> None:
    """A venv as setup.sh makes it, but with the libraries that are installed here."""
    venv = root / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    (packages,) = venv.glob("lib/python*/site-packages")
    (packages / "here.pth").write_text(sysconfig.get_path("purelib") + "\n")
    with zipfile.ZipFile(archive) as packed:
        (venv / "requirements.txt").write_bytes(packed.read("course/requirements.txt"))

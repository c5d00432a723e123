"""What the tiny course releases, made once; and a copy of the checker as students have it."""

from pathlib import Path

import pytest

import autograder
from autograder.local.offered import Offered, offered_at
from autograder.publish.bundle import bundled
from tests.course import opened, write_course

HINT = '"""Did you take the difference?\n\nMust fail: add_is_elementwise"""\ndef add(x, y): return x - y\n'


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that holds what was released."""
    root = write_course(tmp_path_factory.mktemp("released"))
    folder = root / "assignments" / "tiny" / "misconceptions"
    folder.mkdir()
    (folder / "subtracts.py").write_text(HINT)
    with opened(root) as grader:
        path = root / "tiny.b85"
        path.write_text(bundled(grader).text)
    return path


@pytest.fixture(scope="session")
def offered(released: Path) -> Offered:
    """What was released, read."""
    return offered_at(released)


@pytest.fixture(scope="session")
def installed(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `import autograder` finds the checker with what was released."""
    folder = tmp_path_factory.mktemp("installed")
    package, own = folder / "autograder", Path(autograder.__file__).parent
    package.mkdir()
    for path in own.iterdir():
        if path.name not in ("__init__.py", "__pycache__"):
            (package / path.name).symlink_to(path)
    source = (own / "__init__.py").read_text(encoding="utf-8")
    (package / "__init__.py").write_text(f"{source}\nRELEASED = {released.read_text()!r}\n")
    return folder

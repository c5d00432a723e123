"""Files one by one: which are found at a path, and what of their neighbours comes with each."""

from pathlib import Path

import pytest

from autograder.intake.single import single_files
from autograder.model import Submission
from tests.intake.packing import Files, as_bytes, zipped

GOOD = "def f():\n    return 1\n"


def lay(folder: Path, files: Files) -> Path:
    """Write these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(content))
    return folder


def one(path: Path) -> Submission:
    """The only one at a path."""
    (found,) = single_files(str(path))
    return found


CLASS: Files = {"others.py": GOOD, "notes.txt": "", "s02/hw.py": GOOD, "w.npy": "0"}
IMPORTS: dict[str, tuple[Files, list[str]]] = {
    "from utils import f, g as h": ({"utils.py": GOOD}, ["utils.py"]),
    "x = 1; import utils, tools as t": ({"utils.py": GOOD, "tools.py": GOOD}, ["tools.py", "utils.py"]),
    "try:\n    from utils import *\nexcept ImportError: import tools": (
        {"utils.py": GOOD, "tools.py": GOOD},
        ["tools.py", "utils.py"],
    ),
    "from lib.layers import (  # all\n    f,\n    g)": (
        {"lib/layers.py": GOOD, "lib/__init__.py": "", "lib/unused.py": GOOD},
        ["lib/__init__.py", "lib/layers.py"],
    ),
    "from lib import (layers,  # this\n    more)": (
        {"lib/layers.py": GOOD, "lib/more.py": GOOD},
        ["lib/layers.py", "lib/more.py"],
    ),
    "from one import \\\n    f": ({"one.py": "from .two import f", "two.py": GOOD}, ["one.py", "two.py"]),
    "import one": ({"one.py": "import two", "two.py": "import one, hw"}, ["one.py", "two.py"]),
    "from . import utils": ({"utils.py": GOOD}, ["utils.py"]),
    "%run -i utils": ({"utils.py": GOOD}, ["utils.py"]),
    "%run ./lib/utils.py --fast": ({"lib/utils.py": GOOD}, ["lib/utils.py"]),
    "exec(open('utils.py').read())": ({"utils.py": GOOD}, ["utils.py"]),
    "importlib.import_module('utils')": ({"utils.py": GOOD}, ["utils.py"]),
    "sys.path.append(os.path.join(os.getcwd(), 'lib'))\nimport layers": (
        {"lib/layers.py": GOOD},
        ["lib/layers.py"],
    ),
    "sys.path.insert(0, '/content/drive/My Drive/lib')\nimport layers": (
        {"lib/layers.py": GOOD},
        ["lib/layers.py"],
    ),
    "import numpy as np": ({}, []),
    "%run ../others.py\nopen('../others.py')\nsys.path.append('..')": ({}, []),
}


@pytest.mark.parametrize("code", IMPORTS)
def test_a_file_comes_with_what_it_imports_and_nothing_else(tmp_path: Path, code: str) -> None:
    """Modules beside it that its code names, and those that they name; not who else is in the folder."""
    files, wanted = IMPORTS[code]
    lay(tmp_path, {**CLASS, **files, "hw.py": code})
    assert sorted(one(tmp_path / "hw.py").files) == wanted


def test_relative_imports_reach_above_the_file(tmp_path: Path) -> None:
    """Two dots are the folder above: the file then stands in a package."""
    lay(tmp_path, {"a/hw.py": "from ..b.layers import f", "b/layers.py": GOOD})
    found = one(tmp_path / "a" / "hw.py")
    assert (found.package, list(found.files)) == ("a", ["b/layers.py"])


def test_a_link_beside_a_file_is_not_followed(tmp_path: Path) -> None:
    """What a student's link leads to is nobody's business."""
    lay(tmp_path, {"secret/key.py": GOOD, "s01/hw.py": "import key"})
    (tmp_path / "s01" / "key.py").symlink_to(tmp_path / "secret" / "key.py")
    assert one(tmp_path / "s01" / "hw.py").files == {}


def test_modules_without_end_are_not_followed(tmp_path: Path) -> None:
    """A hundred modules belong to a file at most."""
    lay(tmp_path, {f"m{n}.py": f"import m{n + 1}" for n in range(150)})
    assert len(one(tmp_path / "m0.py").files) == 100


def test_a_folder_gives_every_source_in_it(tmp_path: Path) -> None:
    """Modules, notebooks, also in archives; each with what it imports, a package's mark left out."""
    inner = {"s02/hw.py": "import tools", "s02/tools.py": GOOD, "s02/data.csv": ""}
    lay(
        tmp_path / "class",
        {
            "s01/hw.py": "from lib.a import f",
            "s01/lib/__init__.py": "\n",
            "s01/lib/a.py": GOOD,
            "s02.zip": zipped(inner),
            "__MACOSX/x.py": GOOD,
        },
    )
    found = {each.student: sorted(each.files) for each in single_files(f"{tmp_path}/class/")}
    assert found == {
        f"{tmp_path}/class/s01/hw.py": ["lib/__init__.py", "lib/a.py"],
        f"{tmp_path}/class/s01/lib/a.py": [],
        f"{tmp_path}/class/s02.zip/s02/hw.py": ["tools.py"],
        f"{tmp_path}/class/s02.zip/s02/tools.py": [],
    }


def test_archives_in_archives_are_opened(tmp_path: Path) -> None:
    """A class of packed students, packed; a broken one is said, and costs nobody else anything."""
    packed = zipped({"ana.zip": zipped({"hw.py": GOOD}), "ben.zip": b"PK\x03\x04", "carl.py": GOOD})
    lay(tmp_path, {"class.zip": packed})
    found = {each.student: each.problem for each in single_files(str(tmp_path / "class.zip"))}
    problem = found.pop(f"{tmp_path}/class.zip/ben.zip")
    assert problem is not None
    assert problem.startswith(f"{tmp_path}/class.zip/ben.zip is no archive, or a damaged one")
    assert found == {f"{tmp_path}/class.zip/{name}": None for name in ("ana.zip/hw.py", "carl.py")}


PROBLEMS: dict[str, tuple[str | bytes, str]] = {
    "hw.py": ("", "is empty; hand in the file with your code"),
    "hw.ipynb": ('{"cells": [', "is not a notebook: the JSON breaks off at line 1"),
    "hw.txt": ("hello", "is neither a module (.py) nor a notebook (.ipynb)"),
    "hw.rar": ("hello", "is an archive of a kind that is not read here; unpack it and give the folder"),
    "hw.zip": (zipped({"a.txt": "hello"}), "holds no module (.py) and no notebook (.ipynb)"),
    "hw.tar": ("", "is no archive, or a damaged one; pack it again as a .zip"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str) -> None:
    """A sentence that names the path as it was given."""
    content, problem = PROBLEMS[name]
    lay(tmp_path, {name: content})
    assert one(tmp_path / name).problem == f"{tmp_path / name} {problem}"


def test_a_path_that_is_not_there_says_so(tmp_path: Path) -> None:
    """With what was meant, perhaps."""
    lay(tmp_path, {"hw1.py": GOOD})
    problem = one(tmp_path / "hw2.py").problem
    assert problem == f'there is no file or folder {tmp_path / "hw2.py"}; did you mean "hw1.py"?'


def test_links_and_unreadable_files_in_a_folder_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stand among the others."""
    lay(tmp_path, {"a.py": GOOD, "b.py": GOOD})
    (tmp_path / "c.py").symlink_to("a.py")
    read = Path.read_bytes

    def refusing(path: Path) -> bytes:
        if path.name == "b.py":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    found = [each.problem for each in single_files(str(tmp_path))]
    assert found == [
        None,
        f"{tmp_path}/b.py cannot be read: permission denied",
        f"{tmp_path}/c.py is a link; give the file itself",
    ]


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system says."""

    def refusing(path: Path) -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "exists", refusing)
    assert one(tmp_path).problem == f"{tmp_path} cannot be read: input/output error"

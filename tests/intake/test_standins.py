"""An assignment's own offline stand-ins."""

from pathlib import Path

import pytest

from autograder.errors import AuthorError
from autograder.intake.standins import LARGEST, read_standins


@pytest.fixture
def standins(course: Path) -> Path:
    """The empty folder standins/ of backprop."""
    folder = course / "assignments" / "backprop" / "standins"
    folder.mkdir()
    return folder


def test_an_assignment_need_not_have_any(course: Path) -> None:
    """Without a folder there are none."""
    assert read_standins(course / "assignments" / "backprop") == {}


def test_a_file_is_the_module_of_its_name(standins: Path) -> None:
    """Folders are dots; what editors and Python leave there is not read."""
    files = {
        "streamlit.py": b"x = '\\d'\n",
        "gym/__init__.py": b"from .wrappers import y",
        "gym/wrappers.py": b"\xef\xbb\xbfy = 'caf\xc3\xa9'\n",
        "google/genai/types.py": b"",
        "__pycache__/streamlit.pyc": b"\0",
        ".DS_Store": b"\0",
        ".git/x.py": b"= 1",
    }
    _write(standins, files)
    assert read_standins(standins.parent) == {
        "google.genai.types": "",
        "gym": "from .wrappers import y",
        "gym.wrappers": "y = 'café'\n",
        "streamlit": "x = '\\d'\n",
    }


BAD: dict[str, dict[str, bytes]] = {
    "x.py: is not UTF-8 text; save it as UTF-8": {"x.py": b"y = 'caf\xe9'"},
    "x.py: is larger than 1 MB; put data into data/": {"x.py": b"#" * (LARGEST + 1)},
    "x/y.py: does not parse in line 2: invalid syntax": {"x/y.py": b"a = 1\nb = = 2"},
    "x.py: does not parse: source code string cannot contain null bytes": {"x.py": b"a\0"},
    "weights.npz: is no Python module; files that student code reads belong in data/": {"weights.npz": b""},
    "google.colab.py: is not named like a module; write standins/NAME.py or standins/A/B.py": {
        "google.colab.py": b""
    },
    "__init__.py: is not named like a module; write standins/NAME.py or standins/A/B.py": {
        "__init__.py": b""
    },
    "x.py: another file stands in for x already; keep one of them": {
        "x.py": b"",
        "x/__init__.py": b"",
    },
}


@pytest.mark.parametrize("message", BAD)
def test_what_is_wrong_with_one_is_said(standins: Path, message: str) -> None:
    """The sentence names the file, by its place in the course, and the fix."""
    _write(standins, BAD[message])
    with pytest.raises(AuthorError) as caught:
        read_standins(standins.parent)
    assert str(caught.value) == f"assignments/backprop/standins/{message}"


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

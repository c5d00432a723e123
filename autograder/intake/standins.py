"""An assignment's own offline stand-ins: the modules in its folder standins/, by dotted name."""

import warnings
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import AuthorError

LARGEST = 1_000_000  # bytes of one, which travels with every submission
LITTER = ("__pycache__",)  # beside what begins with a dot


def read_standins(folder: Path) -> dict[str, str]:
    """The source of each stand-in of the assignment in this folder; none if there is no standins/.

    `standins/streamlit.py` stands in for streamlit, `standins/google/genai.py` for google.genai,
    `standins/gym/__init__.py` for gym.

    Raises:
        AuthorError: a file is no Python module, too large, unreadable, does not parse, or its name is none;
            two files stand in for one module.
    """
    found: dict[str, str] = {}
    root = folder / "standins"
    for path in sorted(_files(root)):
        shown = f"assignments/{folder.name}/{path.relative_to(folder).as_posix()}"
        name = _dotted(path.relative_to(root), shown)
        if name in found:
            raise AuthorError(f"{shown}: another file stands in for {name} already; keep one of them")
        found[name] = _source(path, shown)
    return found


def _files(root: Path) -> Iterator[Path]:
    """All files below a folder, without what tools leave there."""
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        if path.is_file() and not any(part.startswith(".") or part in LITTER for part in parts):
            yield path


def _dotted(path: Path, shown: str) -> str:
    """The module that a file stands in for."""
    if path.suffix != ".py":
        raise AuthorError(f"{shown}: is no Python module; files that student code reads belong in data/")
    parts = path.with_suffix("").parts
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    if not parts or not all(part.isidentifier() for part in parts):
        raise AuthorError(f"{shown}: is not named like a module; write standins/NAME.py or standins/A/B.py")
    return ".".join(parts)


def _source(path: Path, shown: str) -> str:
    """Its text, which Python understands."""
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise AuthorError(f"{shown}: is larger than {LARGEST // 10**6} MB; put data into data/")
        text = data.decode("utf-8-sig")
        with warnings.catch_warnings(action="ignore"):
            compile(text, shown, "exec", dont_inherit=True)
    except UnicodeDecodeError:
        raise AuthorError(f"{shown}: is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise AuthorError(f"{shown}: cannot be read: {error.strerror}") from None
    except (SyntaxError, ValueError) as error:
        where = f" in line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        what = error.msg if isinstance(error, SyntaxError) else error
        raise AuthorError(f"{shown}: does not parse{where}: {what}") from None
    return text

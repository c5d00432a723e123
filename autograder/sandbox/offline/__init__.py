"""Modules that ordinary homework needs and that do nothing here: sources for the far side.

A file's place is its dotted name: `google/colab/files.py` stands in for google.colab.files. Only what a
generic stand-in cannot do is here; a name that such a module does not define is a generic stand-in.
"""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

SAME = {
    "tqdm": ("tqdm.auto", "tqdm.autonotebook", "tqdm.notebook", "tqdm.std"),
    "IPython.display": ("IPython.core.display",),
}  # other names of one module


def sources() -> dict[str, str]:
    """The source of each offline stand-in, by dotted name."""
    found = {name: text for name, text in _below(files(__name__), ()) if name}
    return found | {other: found[name] for name, others in SAME.items() for other in others}


def _below(folder: Traversable, parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _below(entry, (*parts, entry.name))
        elif entry.name == "__init__.py":
            yield ".".join(parts), entry.read_text(encoding="utf-8")
        elif entry.name.endswith(".py"):
            yield ".".join((*parts, entry.name.removesuffix(".py"))), entry.read_text(encoding="utf-8")

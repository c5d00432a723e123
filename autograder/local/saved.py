"""Which file is handed in from a running notebook, and whether it holds what is in memory."""

import ast
import inspect
import json
import linecache
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

from autograder.errors import BadInput
from autograder.local.handin import GLOB, write
from autograder.local.offered import Facts
from autograder.local.sources import Handed, candidates
from autograder.sandbox.parsing import statements
from autograder.sandbox.tracebacks import filename

VSCODE, JUPYTER = "__vsc_ipynb_file__", "JPY_SESSION_NAME"
SHELL = "get_ipython()"  # what magics in a cell become
PATIENCE = 20  # seconds that Colab has to tell the notebook


def located(
    facts: Facts, namespace: Mapping[str, Any], environment: Mapping[str, str], colab: Any = None
) -> Path:
    """The file to hand in: the notebook that runs, else the one file here that has the right name.

    Args:
        colab: google.colab._message, in Colab.

    Raises:
        BadInput: there is none, or there are several.
    """
    if colab is not None:
        return from_colab(facts, colab)
    for told in (namespace.get(VSCODE), environment.get(JUPYTER)):
        if isinstance(told, str) and (path := Path(told)).suffix == ".ipynb" and path.is_file():
            return path
    here = Path.cwd()
    found = candidates(here, facts)
    if len(found) == 1:
        return found[0]
    example = found[0].name if found else facts.files[0].replace("*", facts.name)
    which = (
        f"{' and '.join(p.name for p in found)} are"
        if found
        else f"no file called {' or '.join(facts.files)} is"
    )
    raise BadInput(f'{which} in {here}; say which file to hand in: grader.submit("{example}")')


def from_colab(facts: Facts, colab: Any) -> Path:
    """The notebook that is open in Colab, saved in the working folder.

    Raises:
        BadInput: Colab does not tell it.
    """
    told = colab.blocking_request("get_ipynb", request="", timeout_sec=PATIENCE)
    if not isinstance(told, dict) or "ipynb" not in told:
        raise BadInput('Colab did not tell the notebook; name a file instead: grader.submit("FILE.ipynb")')
    plain = [name for name in facts.files if name.endswith(".ipynb") and not GLOB & set(name)]
    path = Path.cwd() / (plain[0] if plain else f"{facts.name}.ipynb")
    write(path, json.dumps(told["ipynb"], indent=1).encode())
    return path


def unsaved(
    facts: Facts, namespace: Mapping[str, Any], handed: Handed, is_cell: Callable[[str], bool]
) -> Iterator[str]:
    """A warning if functions or classes in memory are not those that the file holds."""
    written = definitions(handed.cells)
    lacking, other = [], []
    for name, held in remembered(facts.requires, namespace, is_cell):
        if name not in written:
            lacking.append(f"`{name}`")
        elif ast.dump(held) != ast.dump(written[name]):
            other.append(f"`{name}`")
    if lacking:
        yield (
            f"Save first: {listed(lacking)} in memory, and not in {handed.path.name}. This zip holds the "
            "file as it was saved; save it, and submit again."
        )
    if other:
        yield (
            f"Save first: {listed(other)} not the same in memory and in {handed.path.name}. This zip "
            "holds the file as it was saved; save it, or run the cell again if the file is right, and submit "
            "again."
        )


def listed(names: list[str]) -> str:
    """`a` is; `a`, `b` and `c` are."""
    *others, last = names
    return f"{', '.join(others)} and {last} are" if others else f"{last} is"


def remembered(
    names: Sequence[str], namespace: Mapping[str, Any], is_cell: Callable[[str], bool]
) -> Iterator[tuple[str, ast.stmt]]:
    """The definitions of these names by the cells that were run."""
    for name in names:
        source = in_memory(namespace.get(name), is_cell)
        if source is not None and SHELL not in source and (held := definitions(((1, source),)).get(name)):
            yield name, held


def definitions(cells: tuple[tuple[int, str], ...]) -> dict[str, ast.stmt]:
    """The last definition of each function and class at the top level."""
    every = [s.node for cell, text in cells for s in statements(text, cell, filename(cell))]
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {node.name: node for node in every if isinstance(node, kinds)}


def in_memory(value: Any, is_cell: Callable[[str], bool]) -> str | None:
    """The source of the cell that defined a function or class; None if no cell did."""
    if inspect.isclass(value):
        methods = [each for each in vars(value).values() if isinstance(each, FunctionType)]
        value = methods[0] if methods else None
    function = inspect.unwrap(value) if callable(value) else None
    if not isinstance(function, FunctionType) or not is_cell(function.__code__.co_filename):
        return None
    return "".join(linecache.getlines(function.__code__.co_filename)) or None

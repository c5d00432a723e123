"""The locked packages that an assignment needs where it is graded: those imported, and what they need."""

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.requirements import InvalidRequirement, Requirement

from autograder.errors import BadInput
from autograder.intake.wording import meant

PYTHONS = ("3.11", "3.12", "3.13", "3.14")  # one of them is in the image
CONTAINER = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix",
             "platform_machine": "x86_64", "implementation_name": "cpython"}  # fmt: skip
BY_NAME = frozenset({"IPython"})  # imported only if it is there, and without it notebooks are read worse
ROOTS = ("autograder.container.__main__", "autograder.sandbox.zygote")
Lock = Mapping[str, str]


def read_lock(path: Path) -> Lock:
    """The line of each package, by its name in canonical form.

    Raises:
        BadInput: there is no such file.
    """
    if not path.is_file():
        raise BadInput(f"{path.name} is missing in {path.parent}: grades depend on locked versions")
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {canonical(line.partition("==")[0]): line for line in lines if "==" in line}


def canonical(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(modules: Iterable[str], packages: Iterable[str], lock: Lock) -> list[str]:
    """The lines of the lock that these modules need, sorted; modules of no package stay out.

    Args:
        modules: names as they are imported.
        packages: further packages of the lock.

    Raises:
        BadInput: one of `packages` is not in the lock.
    """
    for package in packages:
        if canonical(package) not in lock:
            raise BadInput(
                f'gradescope.packages: "{package}" is not in requirements.lock{meant(package, lock)}'
            )
    owners = metadata.packages_distributions()
    needed = {canonical(owner) for module in modules for owner in owners.get(module.partition(".")[0], ())}
    return sorted(lock[name] for name in closure({*needed, *map(canonical, packages)}, lock))


def closure(names: Iterable[str], lock: Lock) -> set[str]:
    """These packages of the lock and all that they need, as far as it holds that."""
    found: set[str] = set()
    waiting = [name for name in names if name in lock]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [other for other in needs(name) if other in lock]
    return found


def needs(name: str) -> Iterator[str]:
    """What a package asks for on the container, with any of the Pythons it may have."""
    try:
        asked = metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # of another system; what it needs is not known here
        return
    for line in asked:
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            continue  # of an old form that no package of a lock made today has
        if requirement.marker is None or holds(requirement.marker):
            yield canonical(requirement.name)


def holds(marker: Marker) -> bool:
    """Whether a marker is true in the container."""
    there = {key: str(value) for key, value in default_environment().items()} | CONTAINER | {"extra": ""}
    return any(
        marker.evaluate({**there, "python_version": version, "python_full_version": f"{version}.0"})
        for version in PYTHONS
    )


def grader_modules(project: Path) -> set[str]:
    """What the grader itself needs in the container, but not what it imports only for who asks for it."""
    seen: set[str] = set()
    found = set(BY_NAME)
    waiting = list(ROOTS)
    while waiting:
        name = waiting.pop()
        path = module_file(project, name)
        if name in seen or path is None:
            continue
        seen.add(name)
        for imported in at_once(ast.parse(path.read_text(encoding="utf-8"))):
            ours = imported.partition(".")[0] == "autograder"
            (waiting.append if ours else found.add)(imported)
            waiting += [imported.rpartition(".")[0]] if ours else []
    return found


def module_file(project: Path, name: str) -> Path | None:
    """Where a module of the grader stands."""
    path = project.joinpath(*name.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def at_once(tree: ast.AST) -> Iterator[str]:
    """The modules that are imported when this one is: not those inside functions."""
    for node in ast.iter_child_nodes(tree):
        yield from names(node)
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from at_once(node)


def names(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports, and what it imports from them, for that may be modules, too."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported(files: Iterable[tuple[str, str]]) -> set[str]:
    """What modules and notebooks, by name and text, import anywhere; of what does not parse, nothing."""
    found: set[str] = set()
    for source in (text for name, whole in files for text in sources(name, whole)):
        try:
            found.update(name for node in ast.walk(ast.parse(source)) for name in names(node))
        except (SyntaxError, ValueError):
            continue  # a cell with a magic
    return {name for name in found if name.partition(".")[0] not in sys.stdlib_module_names}


def sources(name: str, text: str) -> Iterator[str]:
    """The text of a module, or those of a notebook's code cells."""
    if not name.endswith(".ipynb"):
        yield text
        return
    for cell in json.loads(text).get("cells", ()):
        if cell.get("cell_type") == "code":
            yield "".join(cell.get("source", ()))

"""The shape of the house, read off the source."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "autograder").rglob("*.py"))
FLOORS = (
    ("__main__",),
    ("cli",),
    ("commands",),
    ("audits", "gradebooks", "inspection", "publish", "container"),
    ("notebook",),
    ("local",),
    ("batch", "doctor"),
    ("judging",),
    ("claims", "sandbox", "reports", "intake", "probes"),
    ("model", "policy"),
    ("errors",),
)
LAZY = {
    "cli.py",
    "packing.py",
    "unpacking.py",
    "zygote.py",
    "loading.py",
}  # imports that wait, each for speed
FORBIDDEN = re.compile(r"(^|_)(utils?|helpers?|common|base|core|managers?)(_|$)")


def floor_of(module: str) -> tuple[int, str]:
    """The floor of `autograder.X...`, and X."""
    part = module.split(".")[1] if "." in module else ""
    for number, parts in enumerate(FLOORS):
        if part in parts:
            return number, part
    return len(FLOORS), part


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("autograder"):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("autograder"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def trees() -> Iterator[tuple[Path, ast.Module]]:
    return ((path, ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_fall_one_way(path: Path) -> None:
    """No module imports from a floor above it, or from another room of its own floor."""
    own_floor, own_part = floor_of(name_of(path))
    for imported in imports(path):
        floor, part = floor_of(imported)
        assert part == own_part or floor > own_floor, f"{name_of(path)} imports {imported}"


def test_no_two_modules_import_each_other() -> None:
    """The imports between modules have no circle."""
    names = {name_of(path) for path in SOURCES}
    graph = {
        name_of(path): {n for i in imports(path) for n in (i, i.rpartition(".")[0]) if n in names}
        - {name_of(path)}
        for path in SOURCES
    }
    done: set[str] = set()
    while ready := {name for name in graph if name not in done and graph[name] <= done}:
        done |= ready
    assert set(graph) == done


def test_modules_are_small() -> None:
    """No module has more than 300 lines."""
    long = {name_of(p): n for p in SOURCES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 300}
    assert not long


def test_functions_are_small() -> None:
    """No function has more than 40 lines, and half of them at most 8 after the signature and docstring."""
    lengths = {}
    for path, tree in trees():
        for node in functions(tree):
            assert node.end_lineno is not None
            lengths[f"{path.name}:{node.name}:{node.lineno}"] = node.end_lineno - node.lineno + 1
    assert not {name: length for name, length in lengths.items() if length > 40}
    assert statistics.median(lengths.values()) <= 8


def test_parameters_are_few() -> None:
    """No function takes more than five parameters beside self; commands take what their options are."""
    many = {}
    for path, tree in trees():
        for node in functions(tree):
            taken = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            count = len(set(taken) - {"self", "cls"})
            if count > 5 and path.name != "cli.py":
                many[f"{path.name}:{node.name}"] = count
    assert not many


def test_names_say_what_modules_hold() -> None:
    """No module is called utils, helpers, common, base, core or manager."""
    assert not [path.stem for path in SOURCES if FORBIDDEN.search(path.stem)]


def test_nothing_is_ambient() -> None:
    """No `global` statement; no pickle, eval, or torch.load on our side of the wire."""
    for path, tree in trees():
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Global), path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "eval", path
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
                assert not names & {"pickle", "dill", "cloudpickle", "marshal"}, path


def test_imports_wait_only_where_that_is_the_point() -> None:
    """Imports inside functions occur only in the few modules that put off a slow import."""
    late = set()
    for path, tree in trees():
        for function in functions(tree):
            if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function)):
                late.add(path.name)
    assert late <= LAZY


def test_the_worker_imports_only_its_own_folder() -> None:
    """What runs beside student code holds nothing of claims, judging, reports or intake."""
    far, seen = ["autograder.sandbox.zygote"], set()
    by_name = {name_of(path): path for path in SOURCES}
    while far:
        module = far.pop()
        seen.add(module)
        for imported in imports(by_name[module]):
            found = imported if imported in by_name else imported.rpartition(".")[0]
            if found not in seen:
                far.append(found)
    assert all(name == "autograder.sandbox" or name.startswith("autograder.sandbox.") for name in seen)


def test_every_module_says_what_it_is() -> None:
    """Each module has a docstring."""
    assert not [name_of(path) for path, tree in trees() if not ast.get_docstring(tree)]


def test_assignments_compare_by_claims_only() -> None:
    """No broadcasting comparison occurs in an assignment's tests."""
    pattern = re.compile(r"allclose|pytest\.approx|array_equal|assert_almost")
    tests = [*(ROOT / "assignments").glob("*/test_*.py")]
    assert tests
    assert not [path for path in tests if pattern.search(path.read_text(encoding="utf-8"))]

"""The names that an assignment's tests ask students for, read off the tests without running them."""

import ast
from collections.abc import Iterator
from pathlib import Path

NOT_THEIRS = frozenset({"given"})  # the assignment's own code, which is reached the same way


def required_names(tests: Path) -> tuple[str, ...]:
    """What the test modules of a folder take from `student`, sorted: `student.f`, `student["x"]`."""
    found = {name for path in sorted(tests.glob("test_*.py")) for name in asked(path.read_bytes())}
    return tuple(sorted(name for name in found - NOT_THEIRS if not name.startswith("_")))


def asked(source: bytes) -> set[str]:
    """The same for one module; nothing if it does not parse, which is said when tests are collected."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return set()
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    places = {("", "student"), *((name, "student") for name in functions)}  # function, what it calls it
    waiting = list(places)
    while waiting:
        function, alias = waiting.pop()
        there = functions.get(function)
        passed = set() if there is None else set(handed_on(there, alias, functions))
        waiting += [place for place in passed if place not in places]
        places.update(passed)
    return {name for function, alias in places for name in taken(functions.get(function, tree), alias)}


def handed_on(
    function: ast.FunctionDef, alias: str, functions: dict[str, ast.FunctionDef]
) -> Iterator[tuple[str, str]]:
    """Functions that are called with it, and what it is called there."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions:
            theirs = functions[node.func.id].args
            for value, parameter in zip(node.args, (*theirs.posonlyargs, *theirs.args), strict=False):
                if isinstance(value, ast.Name) and value.id == alias:
                    yield node.func.id, parameter.arg


def taken(tree: ast.AST, alias: str) -> Iterator[str]:
    """The names that are taken from it."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=taken) if name == alias:
                yield taken
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(taken))) if (
                name == alias
            ):
                yield taken
            case ast.Call(
                func=ast.Name(id="getattr"), args=[ast.Name(id=name), ast.Constant(value=str(taken)), *_]
            ) if name == alias:
                yield taken

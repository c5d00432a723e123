"""Far side: imports whose failure the student's code handles itself."""

import ast
from collections.abc import Iterable, Iterator

ABSENCE = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}  # what a missing module raises


def guarded_imports(nodes: Iterable[ast.AST | None]) -> frozenset[str]:
    """The modules whose absence is handled: imported in a `try` that catches the failure."""
    every = (inner for node in nodes if node is not None for inner in ast.walk(node))
    tries = [node for node in every if isinstance(node, ast.Try | ast.With) and _handles_absence(node)]
    return frozenset(name for node in tries for part in node.body for name in _imported(part))


def _handles_absence(node: ast.Try | ast.With) -> bool:
    """By an `except`, or by `with suppress(ImportError)`."""
    if isinstance(node, ast.With):
        calls = [item.context_expr for item in node.items if "suppress" in ast.unparse(item.context_expr)]
        return bool({n.id for call in calls for n in ast.walk(call) if isinstance(n, ast.Name)} & ABSENCE)
    kinds = [handler.type for handler in node.handlers]
    names = {n.id for kind in kinds if kind for n in ast.walk(kind) if isinstance(n, ast.Name)}
    return None in kinds or bool(names & ABSENCE)


def _imported(node: ast.AST) -> Iterator[str]:
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield child.module.partition(".")[0]

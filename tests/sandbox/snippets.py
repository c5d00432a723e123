"""Student code run in this process with the finder of stand-ins installed."""

import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from autograder.sandbox.standins import Finder, OfflineModule, StandInModule
from autograder.sandbox.tracebacks import is_cell


@contextmanager
def finding(
    sources: dict[str, str] | None = None, guarded: Iterable[str] = (), free: Iterable[str] = ()
) -> Iterator[Finder]:
    """The finder in its places; in the end all modules are as before."""
    tops = {name.partition(".")[0] for name in sources or {}}
    before = {n: module for n, module in sys.modules.items() if n.partition(".")[0] in tops}
    for name in before:
        del sys.modules[name]
    finder = Finder(is_cell, frozenset(guarded), sources or {}, lambda: free)
    finder.install()
    try:
        yield finder
    finally:
        finder.remove()
        made = [n for n, module in sys.modules.items() if isinstance(module, StandInModule | OfflineModule)]
        for name in made:
            del sys.modules[name]
        sys.modules.update(before)


def run(source: str) -> dict[str, Any]:
    """What the code defines."""
    namespace: dict[str, Any] = {"__name__": "submission"}
    exec(compile(textwrap.dedent(source), "<module>", "exec", dont_inherit=True), namespace)
    return namespace

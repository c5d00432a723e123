"""Far side: imports of what is not there, and of the offline stand-ins that take a module's place.

A generic stand-in answers only imports that student code makes, and only where the student does not handle
the failure: `try: import cupy / except ImportError: ...` finds no cupy. An offline stand-in is a real
module, written for grading; it wins over what is installed, and what it lacks is a generic stand-in.
"""

import importlib
import importlib.util
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from itertools import accumulate
from types import FrameType, ModuleType
from typing import Any

from autograder.sandbox.dummies import Extended, StandIn, lack_of, missing_value, stand_in, unmade
from autograder.sandbox.lacks import Lack, StandInUsed
from autograder.sandbox.tracebacks import explain, is_student

__all__ = ["BrokenStandIn", "Finder", "StandIn", "StandInUsed", "cause", "lack_of", "missing_value", "unmade"]

LONGEST_CHAIN = 20  # exceptions that led to each other
USUAL = {
    "np": "numpy", "plt": "matplotlib.pyplot", "torch": "torch", "nn": "torch.nn", "F": "torch.nn.functional",
    "optim": "torch.optim", "pd": "pandas", "math": "math", "random": "random", "os": "os", "time": "time",
}  # fmt: skip  # what modules of a course's own hand on to `from basics import *`
HANDED_IN = "submission"  # the package of what was handed in; what it lacks was not
NAMESPACES = ("google", "azure")  # names under which unrelated packages live
PROBES = ("google.colab",)  # a guarded import of one asks where the notebook runs
MACHINERY = ("importlib", "_frozen_importlib", f"{__package__}.")  # modules that import for others

Path = Sequence[str] | None


class BrokenStandIn(ImportError):
    """An offline stand-in does not work: the fault of whoever wrote it, never of a student."""


class StandInModule(ModuleType):
    """A missing module: every name in it is a stand-in; a star import finds the names that are free."""

    def __init__(self, name: str, lack: Lack, free: Callable[[], Iterable[str]]) -> None:
        super().__init__(name)
        vars(self).update(_root=stand_in(lack), _free=free, __path__=[])

    def __getattr__(self, name: str) -> Any:
        if name == "__all__":
            bound = _asker(sys._getframe(1)).f_globals
            free = [each for each in self._free() if each not in bound and not each.startswith("_")]
            usual = {n for n in free if n in USUAL and importlib.util.find_spec(USUAL[n].partition(".")[0])}
            bound |= {each: importlib.import_module(USUAL[each]) for each in usual}
            return [each for each in free if each not in usual]
        return getattr(self._root, name)

    def __repr__(self) -> str:
        return repr(self._root)


class StandInLoader(Loader):
    """Makes one."""

    def __init__(self, lack: Lack, free: Callable[[], Iterable[str]]) -> None:
        self.lack, self.free = lack, free

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return StandInModule(spec.name, self.lack, self.free)

    def exec_module(self, module: ModuleType) -> None:
        return None


class OfflineModule(ModuleType):
    """An offline stand-in; a name that it does not define is a part of it, or a generic stand-in."""

    def __init__(self, name: str, parts: frozenset[str]) -> None:
        super().__init__(name)
        why = f"the module {name} is only partly there where this is graded"
        vars(self).update(_root=stand_in(Lack.of(name, why)), _parts=parts)

    def __getattr__(self, name: str) -> Any:
        if name in self._parts:
            return importlib.import_module(f"{self.__name__}.{name}")
        return getattr(self._root, name)


class OfflineLoader(Loader):
    """Runs the source of one."""

    def __init__(self, source: str, parts: frozenset[str]) -> None:
        self.source, self.parts = source, parts

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return OfflineModule(spec.name, self.parts)

    def exec_module(self, module: ModuleType) -> None:
        """Run it.

        Raises:
            BrokenStandIn: it does not work; the text names it and the line.
        """
        name, module.__path__ = module.__name__, []  # so that what it lacks may be imported from it
        try:
            exec(compile(self.source, _filename(name), "exec", dont_inherit=True), vars(module))
        except BrokenStandIn:
            raise
        except Exception as error:
            why = f"{type(error).__name__} in line {_line(error, name)}: {error}"
            raise BrokenStandIn(f"the stand-in for {name} does not work: {why}", name=name) from error


class Offline(MetaPathFinder):
    """The first finder asked: finds offline stand-ins."""

    def __init__(self, sources: dict[str, str], guarded: Set[str]) -> None:
        self.sources, self.guarded = sources, guarded

    def find_spec(self, name: str, path: Path = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in self.sources or self._imported(name) or self._probed(name):
            return None
        below = [other.removeprefix(f"{name}.") for other in self.sources if other.startswith(f"{name}.")]
        parts = frozenset(other.partition(".")[0] for other in below)
        return ModuleSpec(name, OfflineLoader(self.sources[name], parts), is_package=bool(parts))

    def _imported(self, name: str) -> bool:
        """Whether the real module is in use already, by a library."""
        first = next(other for other in _prefixes(name) if other in self.sources)
        return first in sys.modules and not isinstance(sys.modules[first], OfflineModule)

    def _probed(self, name: str) -> bool:
        """Whether the student asks where this runs."""
        return _tops(name)[1] in PROBES and name.partition(".")[0] in self.guarded


class Finder(MetaPathFinder):
    """The last finder asked: answers what no other found, if student code asks for it unguarded.

    Attributes:
        is_student: whether code with this file name is the student's.
        guarded: top-level modules whose absence the student handles.
        free: tells the names that a star import of a missing module is to bind.
        missing: the modules that generic stand-ins stand for, in the order of their imports.
    """

    def __init__(
        self,
        is_student: Callable[[str], bool],
        guarded: Set[str],
        sources: dict[str, str],
        free: Callable[[], Iterable[str]],
    ) -> None:
        self.is_student, self.guarded, self.free = is_student, guarded, free
        self.offline = Offline(sources, guarded)
        self.missing: list[str] = []

    def install(self) -> None:
        """Answer imports from now on."""
        sys.meta_path.insert(0, self.offline)
        sys.meta_path.append(self)

    def remove(self) -> None:
        """Answer no more; what was imported stays."""
        sys.meta_path.remove(self.offline)
        sys.meta_path.remove(self)

    def find_spec(self, name: str, path: Path = None, target: ModuleType | None = None) -> ModuleSpec | None:
        top, label = _tops(name)
        if not _ours(name.rpartition(".")[0]):
            real = label in sys.modules and not _ours(label) and not name.startswith(HANDED_IN)
            if real or top in self.guarded:
                return None
        if not self.is_student(_asker(sys._getframe(1)).f_code.co_filename):
            return None
        offline = any(other in self.offline.sources for other in _prefixes(name))
        if label not in (*NAMESPACES, *self.missing) and not offline:
            self.missing.append(label)
        lack = replace(Lack.of(name if offline else label), path=name)
        return ModuleSpec(name, StandInLoader(lack, self.free), is_package=True)


def cause(error: BaseException) -> StandInUsed | None:
    """The lack that led to an exception, at once or by way of others.

    Also where a library refuses a stand-in or misses a module, and where a class misses what it extends.
    """
    if type(error) is StandInUsed:
        return error
    step: BaseException | None = error
    for _ in range(LONGEST_CHAIN):
        if step is None or isinstance(step, BrokenStandIn):
            break
        if lack := _told_by(step):
            return StandInUsed(lack).with_traceback(error.__traceback__)
        step = step.__cause__ if step.__cause__ is not None else step.__context__
    return None


def _told_by(error: BaseException) -> Lack | None:
    """What this one exception says to be lacking."""
    if isinstance(error, StandInUsed):
        return error._standin
    if isinstance(error, ModuleNotFoundError) and error.name and not is_student(_files(error)[-1]):
        return Lack.of(error.name)
    if isinstance(error, AttributeError) and error.name:
        kind: Any = error.obj if issubclass(type(error.obj), type) else type(error.obj)
        if issubclass(kind, Extended):
            return Lack.part(kind._standin, error.name)
    text = explain(error)
    kinds = [kind for kind in StandIn.__subclasses__() if kind.__name__ in text]
    return max(kinds, key=lambda kind: len(kind.__name__))._standin if kinds else None


def _files(error: BaseException) -> list[str]:
    """Where an exception came by, the outermost first."""
    return ["", *(frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__))]


def _ours(name: str) -> bool:
    """Whether this module is a stand-in."""
    return isinstance(sys.modules.get(name), StandInModule | OfflineModule)


def _prefixes(name: str) -> list[str]:
    """`a`, `a.b` and `a.b.c` of a.b.c."""
    return list(accumulate(name.split("."), "{}.{}".format))


def _tops(name: str) -> tuple[str, str]:
    """The first name, and as many as say what is missing."""
    name = re.sub(rf"^{HANDED_IN}(\.folder)*\.", "", name)
    top, *below = _prefixes(name)
    return top, below[0] if below and top in NAMESPACES else top


def _asker(frame: FrameType) -> FrameType:
    """The first frame below the import system. To ask whether a module exists is not to import it."""
    while frame.f_back is not None:
        name = str(frame.f_globals.get("__name__"))
        if name == "importlib.util" or not name.startswith(MACHINERY):
            break
        frame = frame.f_back
    return frame


def _filename(name: str) -> str:
    return f"<stand-in {name}>"


def _line(error: Exception, name: str) -> int:
    """The last line of this source that led to an error; 0 if there is none."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__)
             if frame.f_code.co_filename == _filename(name)]  # fmt: skip
    return lines[-1] if lines else 0

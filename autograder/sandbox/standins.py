"""Far side: modules that are not there. Importing one works; using it for a value says so.

A stand-in takes the place of a missing module only for imports that student code makes, and only where
the student does not handle the failure: `try: import cupy / except ImportError: ...` finds no cupy.
"""

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType, ModuleType
from typing import Any, NoReturn


class StandInUsed(Exception):
    """A value was wanted from a module that is not installed here."""

    def __init__(self, module: str) -> None:
        self.module = module
        super().__init__(f"the module {module} is not installed where this is graded")


class StandIn:
    """Anything taken from a missing module: may be called, decorated with, subclassed, entered."""

    def __init__(self, module: str) -> None:
        object.__setattr__(self, "_module", module)

    def __getattr__(self, name: str) -> "StandIn":
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return StandIn(vars(self)["_module"])

    def __setattr__(self, name: str, value: Any) -> None:
        return None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """A decorator hands back what it decorates; any other call gives one more stand-in."""
        if len(args) == 1 and not kwargs and (isinstance(args[0], type) or hasattr(args[0], "__code__")):
            return args[0]
        return StandIn(vars(self)["_module"])

    def __getitem__(self, key: Any) -> "StandIn":
        return StandIn(vars(self)["_module"])  # `Float[Tensor, "n d"]` in an annotation

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        """A class that extends several missing ones gets one base for all of them."""
        if next(base for base in bases if isinstance(base, StandIn)) is not self:
            return ()
        return (type("Missing", (Extended,), {"_module": vars(self)["_module"]}),)

    def __instancecheck__(self, instance: Any) -> bool:
        return False

    def __enter__(self) -> "StandIn":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __repr__(self) -> str:
        return f"<stand-in for {self._module}>"

    def __or__(self, other: Any) -> Any:
        return object  # `Model | None` in an annotation

    __ror__ = __or__


class Extended:
    """The base of a class that extends a missing one: it can be made; what it would inherit is missed."""

    _module = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        raise StandInUsed(self._module)


def _refuse(name: str) -> Callable[..., NoReturn]:
    def used(self: Any, *args: Any) -> NoReturn:
        raise StandInUsed(self._module)

    used.__name__ = name
    return used


_VALUES = (
    "iter", "next", "len", "bool", "setitem", "contains", "float", "int", "complex", "index", "array",
    "add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "floordiv", "rfloordiv", "mod",
    "rmod", "pow", "rpow", "matmul", "rmatmul", "neg", "pos", "abs", "invert", "round", "lt", "le", "gt",
    "ge", "await",
)  # fmt: skip
for _name in _VALUES:
    setattr(StandIn, f"__{_name}__", _refuse(_name))


class StandInModule(ModuleType):
    """A missing module: every name in it is a stand-in."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []
        self.__all__: list[str] = []

    def __getattr__(self, name: str) -> StandIn:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return StandIn(self.__name__.partition(".")[0])


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """The last finder asked: answers what no other found, if student code asks for it unguarded."""

    def __init__(self, is_student: Callable[[str], bool], guarded: frozenset[str]) -> None:
        self.is_student, self.guarded = is_student, guarded
        self.missing: list[str] = []

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        top = name.partition(".")[0]
        inside = isinstance(sys.modules.get(name.rpartition(".")[0]), StandInModule)
        if not inside and (top in self.guarded or top in sys.modules or not self._asked_by_student()):
            return None
        if top not in self.missing:
            self.missing.append(top)
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        return None

    def _asked_by_student(self) -> bool:
        """Whether the first frame below the import system belongs to the student."""
        for frame in _frames(sys._getframe(1)):
            name = frame.f_code.co_filename
            if "importlib" not in name and name != __file__:
                return self.is_student(name)
        return False


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back

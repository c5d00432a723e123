"""Far side: values that are not there. Mentioning one works; using it for a value says what is lacking.

A stand-in is anything taken from a module that is not installed, or a name whose statement failed because
the machine lacks something. It may be called, decorated with, extended, entered, written to, printed; it
has no value: to count, compare, compute, convert or iterate raises StandInUsed.
"""

import dis
import functools
import inspect
import re
import sys
import types
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar, NoReturn

from autograder.sandbox.lacks import Lack, StandInUsed

DECORATED = (types.FunctionType, type, staticmethod, classmethod, property, functools._lru_cache_wrapper)
ERRORS = re.compile(
    r"(Error|Exception|Warning|Timeout|Interrupt|Pruned)$|\.error$|\.(error|errors|exc|exceptions)\.[A-Z]\w*$"
)  # paths that may follow `except`, where only classes can
TAKING = ("LOAD_ATTR", "LOAD_METHOD", "LOAD_SUPER_ATTR")  # how compiled code asks for an attribute


class StandIn:
    """Anything taken from what is missing. Each missing module has a type of its own, made by `stand_in`."""

    _standin: Lack
    _errors: ClassVar[dict[str, type]]

    def __init__(self, lack: Lack) -> None:
        vars(self)["_standin"] = lack

    def __getattr__(self, name: str) -> Any:
        if _special(name):
            message = f"'{type(self).__name__}' object has no attribute '{name}'"
            raise AttributeError(message, name=name, obj=self)
        return _taken(type(self), self._standin.part(name))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """A decorator hands back what it decorates; a metaclass makes the class; else one more stand-in."""
        if len(args) == 1 and _is_new(args[0], sys._getframe(1)):
            return args[0]
        if len(args) == 3 and isinstance(args[2], dict) and "__qualname__" in args[2]:
            return type(*args)
        return self[...]

    def __getitem__(self, key: Any) -> "StandIn":
        return type(self)(replace(self._standin, fixed=True))  # `Float[Tensor, "n d"]` in an annotation

    def __or__(self, other: Any) -> "StandIn":
        return self  # `Model | None` in an annotation

    __ror__ = __or__

    def __setattr__(self, name: str, value: Any) -> None:
        """Accepted and forgotten, as are the next three."""

    def __delattr__(self, name: str) -> None: ...

    def __setitem__(self, key: Any, value: Any) -> None: ...

    def __delitem__(self, key: Any) -> None: ...

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        """A class that extends several missing ones gets one base for all of them."""
        missing = [base for base in bases if isinstance(base, StandIn)]
        if missing[0] is not self:
            return ()
        position = next(i for i, base in enumerate(bases) if base is self)
        return (_base_for(missing, [b for b in bases[position:] if isinstance(b, type) and b is not object]),)

    def __instancecheck__(self, instance: Any) -> bool:
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, kind: type) -> bool:
        """Only of classes that extend this very stand-in."""
        return any(self._standin.path in vars(k).get("_paths", ()) for k in getattr(kind, "__mro__", ()))

    def __enter__(self) -> "StandIn":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    async def __aenter__(self) -> "StandIn":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    def __copy__(self) -> "StandIn":
        return self

    def __deepcopy__(self, memo: object) -> "StandIn":
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return stand_in, (self._standin,)

    def __repr__(self) -> str:
        return f"<stand-in for {self._standin.path}>"

    def __format__(self, spec: str) -> str:
        return repr(self)


class StandInError(StandInUsed, StandIn):
    """What a missing exception class makes: it may be raised, and is a stand-in if it was no exception."""

    def __bool__(self) -> bool:
        return True  # as those who handle exceptions expect


class Extended:
    """The first base of a class that extends a missing one: it can be made, with any arguments."""

    _standin: Lack
    _kind: type[StandIn]
    _paths: tuple[str, ...]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*(args if isinstance(self, BaseException) else ()))

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """What its methods ask of super() and no real base has is a stand-in."""
        super().__init_subclass__()
        base: Any = next(kind for kind in cls.__mro__ if "_kind" in vars(kind))
        for name in set(_asked_of_super(cls)):
            if not any(name in vars(kind) for kind in cls.__mro__[1:]):
                setattr(base, name, base._kind(base._standin.part(name)))


class Inherited:
    """The last base of such a class: what it would inherit is a stand-in."""

    _standin: Lack
    _kind: type[StandIn]

    def __getattr__(self, name: str) -> Any:
        if _special(name):
            raise AttributeError(
                f"'{type(self).__name__}' object has no attribute '{name}'", name=name, obj=self
            )
        return _taken(self._kind, self._standin.part(name))

    def __bool__(self) -> bool:
        """As for any object: true, unless a real base says that it is empty."""
        return type(self).__len__ is Inherited.__len__ or len(self) > 0  # type: ignore[attr-defined]


class MissingError(type):
    """The type of missing exception classes: `except missing.Error` and `raise missing.Error("x")` work."""

    _standin: Lack
    _kind: type[StandIn]

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if "_kind" in vars(cls):
            return StandInError(replace(cls._standin, fixed=True))
        return super().__call__(*args, **kwargs)

    def __getattr__(cls, name: str) -> Any:
        if _special(name):
            raise AttributeError(
                f"type object '{cls.__name__}' has no attribute '{name}'", name=name, obj=cls
            )
        return _taken(cls._kind, cls._standin.part(name))


def _refuse(self: Any, *args: Any, **kwargs: Any) -> NoReturn:
    raise StandInUsed(self._standin)


_CONTAINER = ("iter", "next", "len", "contains", "await", "aiter", "array")
_VALUES = (
    "bool", "reversed", "float", "int", "complex", "index", "fspath", "bytes", "neg", "pos", "abs", "invert",
    "round", "trunc", "floor", "ceil", "lt", "le", "gt", "ge", "array_ufunc", "array_function",
)  # fmt: skip
_ARITHMETIC = (
    "add", "sub", "mul", "truediv", "floordiv", "mod", "divmod", "pow", "matmul", "and", "xor", "lshift",
    "rshift",
)  # fmt: skip
for _name in (*_CONTAINER, *_VALUES, *_ARITHMETIC, *(f"r{name}" for name in _ARITHMETIC)):
    setattr(StandIn, f"__{_name}__", _refuse)
for _name in (*_CONTAINER, "call", "getitem", "setitem", "delitem", "enter", "exit", "aenter", "aexit"):
    setattr(Inherited, f"__{_name}__", _refuse)
setattr(StandIn, "__torch_function__", classmethod(_refuse))  # noqa: B010, asked by all of torch


def stand_in(lack: Lack) -> StandIn:
    """A stand-in of a type of its own, whose name tells what is lacking wherever others complain of it."""
    namespace: dict[str, Any] = {"_standin": lack, "_errors": {}}
    kind: type[StandIn] = type(f"StandIn for {lack.module}", (StandIn,), namespace)
    return kind(lack)


def missing_value(name: str, why: str = "") -> StandIn:
    """What stands for `name`; `why` is a sentence: "the file data.csv is not here".

    Without a reason, `name` is a module that is not installed.
    """
    return stand_in(Lack.of(name, why))


def unmade(name: str, why: str) -> StandIn:
    """What stands for a name that the student's own code did not come to bind; `why` is a sentence."""
    return stand_in(replace(Lack.of(name, f"name '{name}' is not defined: {why}"), own=True))


def lack_of(value: Any) -> StandInUsed | None:
    """What to raise if this value is a stand-in and so no value."""
    kind = type(value)
    if issubclass(kind, StandIn) or (issubclass(kind, MissingError) and "_kind" in vars(value)):
        return StandInUsed(value._standin)
    return None


def _special(name: str) -> bool:
    """Whether it is one of the names by which Python itself asks what something can do."""
    return name.startswith("__") and name.endswith("__") and name != "__version__"


def _is_new(thing: Any, frame: types.FrameType) -> bool:
    """Whether this is what a decorator gets: a definition that has no name yet where the call stands."""
    if not isinstance(thing, DECORATED) or getattr(thing, "__name__", "") == "<lambda>":
        return False
    if isinstance(thing, type) and thing.__module__ != frame.f_globals.get("__name__"):
        return False
    return not any(value is thing for names in (frame.f_locals, frame.f_globals) for value in names.values())


def _asked_of_super(cls: type) -> Iterator[str]:
    """The names that a class's own methods take from super()."""
    for method in vars(cls).values():
        code = getattr(inspect.unwrap(method), "__code__", None) if inspect.isfunction(method) else None
        steps = dis.get_instructions(code) if code and "super" in code.co_names else ()
        after = False
        for step in steps:
            if after and step.opname in TAKING:
                yield str(step.argval)
            after = step.argval == "super" or (after and step.opname not in TAKING)


def _taken(kind: type[StandIn], lack: Lack) -> Any:
    """What is taken from something missing: a class if it may follow `except`, else a stand-in."""
    if lack.fixed or not ERRORS.search(lack.path):
        return kind(lack)
    if lack.path not in kind._errors:
        base = Warning if lack.path.endswith("Warning") else Exception
        namespace = {"_standin": lack, "_kind": kind, "__module__": lack.module}
        name = lack.path.rpartition(".")[2]
        kind._errors[lack.path] = MissingError(name, (Extended, base, Inherited), namespace)
    return kind._errors[lack.path]


def _base_for(missing: list[StandIn], behind: list[type]) -> type:
    """The base in place of missing ones; real bases behind it come before what it would inherit."""
    if not any(issubclass(base, Extended) for base in behind):
        behind = [Extended, *behind, Inherited]
    paths = tuple(base._standin.path for base in missing)
    facts = {"_standin": missing[0]._standin, "_kind": type(missing[0]), "_paths": paths}
    return types.new_class("Missing", tuple(behind), {}, lambda namespace: namespace.update(facts))

"""Near side: `student.fit(X, k)` reads as a call and is one, in another process.

Student    the student's module; `student.given` is the assignment's given.py beside it
Function   a name in it: call it, or hand it to another call
Handle     an object that stays with the student: attributes, items, calls, arithmetic, len, iteration
"""

from collections.abc import Callable, Iterator
from typing import Any, NoReturn, Protocol

from autograder.errors import AuthorError
from autograder.sandbox.tags import HANDLE, NAME


class WrongForm(TypeError):
    """An object came back where the test uses a value: the student's answer is of the wrong kind."""


class Runs(Protocol):
    """What answers: a Run, or what stands for the current one."""

    example: int

    def cpu(self) -> float: ...

    def call(self, operation: str, *args: Any, **kwargs: Any) -> Any: ...


class Function:
    """A top-level name of the student's module."""

    def __init__(self, runs: Runs, module: str, name: str) -> None:
        self._runs, self._module, self.__name__ = runs, module, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._runs.call("call", self, *args, **kwargs)

    def autograder_pack(self, asking: Any) -> Any:
        if not self._module:
            asking.names.add(self.__name__)
        return [NAME, self._module, self.__name__]


class Student:
    """The student's module. Any attribute is a function of theirs, called where they are."""

    def __init__(self, runs: Runs, module: str = "") -> None:
        self._runs, self._module = runs, module

    @property
    def given(self) -> "Student":
        """The assignment's given.py, in the student's process."""
        return Student(self._runs, "given")

    @property
    def cpu_seconds(self) -> float:
        """What their processes have computed in this task so far; who asks has no calls sent ahead."""
        return self._runs.cpu()

    def __getattr__(self, name: str) -> Function:
        if name.startswith("_"):
            raise AttributeError(name)
        return Function(self._runs, self._module, name)

    def __getitem__(self, name: str) -> Any:
        """The value of a top-level name."""
        return self._runs.call("value", Function(self._runs, self._module, name))


def _asks(operation: str) -> Callable[..., Any]:
    def method(self: "Handle", *args: Any) -> Any:
        return self._runs.call(operation, self, *args)

    method.__name__ = operation
    return method


def _asks_reflected(operation: str) -> Callable[..., Any]:
    def method(self: "Handle", other: Any) -> Any:
        return self._runs.call(operation, other, self)

    method.__name__ = f"r{operation}"
    return method


class Handle:
    """Stands for a student's object. It decides nothing: it is never equal, true, smaller or hashable."""

    __slots__ = ("_example", "_number", "_runs", "_type")
    __array_ufunc__ = None  # `array * handle` asks the handle

    def __init__(self, runs: Runs, number: int, kind: str) -> None:
        for name, value in zip(self.__slots__, (runs.example, number, runs, kind), strict=True):
            object.__setattr__(self, name, value)

    @property
    def autograder_type_name(self) -> str:
        """What the student's side calls the object's type."""
        kind: str = self._type
        return kind

    def autograder_pack(self, asking: Any) -> Any:
        if asking is not self._runs or asking.example != self._example:
            raise AuthorError(f"a handle ({self._type}) lives as long as its example; this one is of another")
        return [HANDLE, self._number]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._runs.call("getattr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._runs.call("setattr", self, name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._runs.call("call", self, *args, **kwargs)

    def __iter__(self) -> Iterator[Any]:
        items = self._runs.call("list", self)
        return iter(items) if type(items) is list else _refuse(self)

    def __repr__(self) -> str:
        return f"<a student's {self._type}>"

    def __eq__(self, other: object) -> Any:
        """Only a claim, on the right, may look at a handle; and it says that it is not a value."""
        if type(other) is not Handle and getattr(type(other), "__array_ufunc__", 0) is None:
            return NotImplemented
        return _refuse(self)

    def __ne__(self, other: object) -> NoReturn:
        _refuse(self)

    __hash__ = None  # type: ignore[assignment]


def _refuse(self: Handle, *_: Any) -> NoReturn:
    raise WrongForm(f"an object of type {self._type} came back where a value was expected")


for _name in ("lt", "le", "gt", "ge", "bool", "float", "int", "index", "array", "contains"):
    setattr(Handle, f"__{_name}__", _refuse)
for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"):
    setattr(Handle, f"__{_name}__", _asks(_name))
    setattr(Handle, f"__r{_name}__", _asks_reflected(_name))
for _name in ("len", "getitem", "setitem", "neg", "pos", "abs"):
    setattr(Handle, f"__{_name}__", _asks(_name))

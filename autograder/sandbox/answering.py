"""Far side: calls are answered, by names of the student's module and objects that stay on this side."""

import builtins
import itertools
import operator
import os
import threading
from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView
from types import ModuleType
from typing import Any

import numpy as np

from autograder.sandbox import standins
from autograder.sandbox.tags import HANDLE, NAME, REF, Closed, TooLarge, WireError
from autograder.sandbox.tracebacks import describe
from autograder.sandbox.wire import Carrier, Codec

MOST_ITEMS = 1_000_000  # of an iterator that a student returns
LISTED = (range, KeysView, ValuesView, ItemsView)  # and all iterators of these modules:
ITERATORS = ("builtins", "itertools")


class JudgeSaid(Exception):
    """A callback failed on the judge's side with an error that has no builtin class."""


def _call(function: Any, *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs)


def _listed(iterable: Any) -> list[Any]:
    return list(itertools.islice(iter(iterable), MOST_ITEMS))


OPERATIONS: dict[str, Callable[..., Any]] = {
    "call": _call, "value": lambda value: value, "getattr": getattr, "setattr": setattr, "len": len,
    "list": _listed, "getitem": operator.getitem, "setitem": operator.setitem,
    **{name: getattr(operator, name) for name in
       ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "neg", "pos")},
    "abs": abs,
}  # fmt: skip


class Answerer:
    """Answers the calls of one task; owns the objects that stay on this side.

    Args:
        carrier: makes what carries the frames, for this side's codec.
        modules: the student's module under "", and `given`.
    """

    def __init__(self, carrier: Callable[[Codec], Carrier], modules: dict[str, ModuleType]) -> None:
        self.modules = modules
        self.describe: Callable[[BaseException], dict[str, Any]] = describe  # an exception as data
        self.objects: list[Any] = []  # what handles stand for
        self._missing: str | None = None  # a name in the request that is not there
        self.channel = carrier(Codec(self._keep, self._revive, far=True))
        self._turn, self._pid = threading.RLock(), os.getpid()

    def serve(self) -> None:
        """Answer until the near side closes."""
        while True:
            try:
                self.serve_one(*self.channel.receive())
            except WireError as error:  # of calls sent ahead, when an earlier one has failed
                self.channel.send("unsendable", str(error))
            except Closed:
                return

    def serve_one(self, operation: str, values: list[Any]) -> None:
        """Answer one call."""
        fresh, kwargs, *args = values
        if fresh:
            self._forget()
        if self._missing is None:
            self._answer(operation, args, kwargs or {})
        else:
            missing, self._missing = self._missing, None
            self.channel.send("absent", missing)

    def _forget(self) -> None:
        """A new example: handles and originals of the last one die."""
        self.objects = []
        self.channel.codec.met.clear()

    def _answer(self, operation: str, args: list[Any], kwargs: dict[str, Any]) -> None:
        try:
            value = OPERATIONS[operation](*args, **kwargs)
            frame = self.channel.codec.encode("ok", value)
        except TooLarge as error:
            frame = self.channel.codec.encode("too large", error.size, error.most)
        except WireError as error:
            frame = self.channel.codec.encode("unsendable", str(error))
        except BaseException as error:
            frame = self.channel.codec.encode("raised", self.describe(standins.cause(error) or error))
        if os.getpid() != self._pid:
            os._exit(0)  # the student forked: only one of the two answers
        self.channel.send_parts(frame)

    def _keep(self, value: Any) -> Any:
        """What cannot cross: iterators are listed, stand-ins are refused, the rest gets a handle."""
        if (lack := standins.lack_of(value)) is not None:
            raise lack
        if isinstance(value, LISTED) or (isinstance(value, Iterator) and type(value).__module__ in ITERATORS):
            return self.channel.codec.pack(_listed(value), 1)
        self.objects.append(value)
        kind = "array of Python objects" if isinstance(value, np.ndarray) else type(value).__name__[:80]
        return [HANDLE, len(self.objects) - 1, kind]

    def _revive(self, tag: int, body: list[Any]) -> Any:
        if tag == REF:
            return self.channel.codec.met.values[body[1]]
        if tag == HANDLE:
            return self.objects[body[1]]
        if tag == NAME:
            return self._find(body[1], body[2])
        return self._callback(body[1])

    def _find(self, module: str, name: str) -> Any:
        value = getattr(self.modules[module], name, None)
        lack = standins.lack_of(value)
        if (lack is not None and lack.own) or not hasattr(self.modules[module], name):
            self._missing = name
        return value

    def _callback(self, number: int) -> Callable[..., Any]:
        """A function that asks the judge."""

        def callback(*args: Any, **kwargs: Any) -> Any:
            if os.getpid() != self._pid:
                raise RuntimeError("a function given by the grader cannot be called from another process")
            with self._turn:
                self.channel.send("call", number, args, kwargs)
                while (answer := self.channel.receive())[0] not in ("return", "raise"):
                    self.serve_one(*answer)  # the judge's function calls the student in its turn
            kind, values = answer
            if kind == "return":
                return values[0]
            name, message = values
            error = getattr(builtins, name, None)
            if isinstance(error, type) and issubclass(error, Exception):
                raise error(message)
            raise JudgeSaid(message)

        return callback

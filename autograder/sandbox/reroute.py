"""Far side: the functions that take a path ask `paths` when a path leads nowhere.

They are replaced where Python code finds them, in `os` and `builtins`; imports have others. What opens files
by itself (torch, pandas) is adapted when it is imported.
"""

import functools
import importlib.abc
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import BuiltinFunctionType, ModuleType
from typing import Any

from autograder.sandbox.paths import ELSEWHERE, Paths

READING = ("stat", "lstat", "listdir", "scandir", "readlink")
CHANGING = ("remove", "unlink", "rmdir", "chmod", "utime")
KEYWORDS = ("path", "file")  # what these functions call their path
OF_IMPORTS = ("posix", "_io")  # modules that keep the functions as they are
ABILITIES = (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks, os.supports_effective_ids)

Function = Callable[..., Any]
Find = Callable[[str], str | None]
Choose = Callable[..., Find]  # what finds another path, by all arguments but the path


class Rerouted:
    """Stands for a builtin function: unlike a plain one, it does not become a method in a class."""

    def __init__(self, original: Function, call: Function) -> None:
        self._call = call
        functools.update_wrapper(self, original)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(*args, **kwargs)


def install(paths: Paths) -> None:
    """Replace the functions, also where a module has taken them for itself already.

    To be said before anything else is imported: what an object keeps of them is not found.
    """
    calls = {name: with_path(getattr(os, name), lambda *_, **__: paths.existing) for name in READING}
    calls |= {name: with_path(getattr(os, name), lambda *_, **__: paths.own) for name in CHANGING}
    calls |= {"mkdir": making(paths), "access": asking(paths), "chdir": going(paths)}
    calls |= {"open": with_path(os.open, functools.partial(by_flags, paths))}
    replaced = {getattr(os, name): Rerouted(getattr(os, name), call) for name, call in calls.items()}
    replaced[io.open] = Rerouted(io.open, with_path(io.open, functools.partial(by_mode, paths)))
    for module in [module for name, module in list(sys.modules.items()) if name not in OF_IMPORTS]:
        for name, value in list(vars(module).items()):
            if isinstance(value, BuiltinFunctionType) and value in replaced:
                vars(module)[name] = replaced[value]
    for able in ABILITIES:
        able |= {replaced[function] for function in able if function in replaced}
    sys.meta_path.insert(0, Watch())


# -- each kind of function ------------------------------------------------------------------------


def with_path(original: Function, choose: Choose) -> Function:
    """A function whose first argument is a path."""

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return original(*args, **kwargs)
        except OSError as error:
            path, rest, named = taken_apart(args, kwargs)
            other = other_path(choose(*rest, **named), path, named) if error.errno in ELSEWHERE else None
            if other is None:
                raise
        try:
            return original(other, *rest, **named)
        except OSError as error:
            raise OSError(error.errno, error.strerror, path) from None

    return call


def by_mode(paths: Paths, mode: str = "r", *_: Any, **__: Any) -> Find:
    """What `open` looks for."""
    if set(mode) & set("wax"):
        return paths.place
    return paths.own if "+" in mode else paths.existing


def by_flags(paths: Paths, flags: int, *_: Any, **__: Any) -> Find:
    """What `os.open` looks for."""
    if flags & os.O_CREAT:
        return paths.place
    return paths.own if flags & (os.O_WRONLY | os.O_RDWR) else paths.existing


def making(paths: Paths) -> Function:
    """`mkdir`; a folder that the course gives is there already."""
    make = with_path(os.mkdir, lambda *_, **__: paths.place)

    def call(*args: Any, **kwargs: Any) -> None:
        path, _, named = taken_apart(args, kwargs)
        if other_path(paths.given, path, named) is None:
            make(*args, **kwargs)

    return call


def asking(paths: Paths) -> Function:
    """`access`, which says no instead of raising."""
    ask = os.access

    def call(*args: Any, **kwargs: Any) -> bool:
        if ask(*args, **kwargs):
            return True
        path, rest, named = taken_apart(args, kwargs)
        other = other_path(paths.existing, path, named)
        return other is not None and ask(other, *rest, **named)

    return call


def going(paths: Paths) -> Function:
    """`chdir`; where there is no such folder, it stays."""
    go = with_path(os.chdir, lambda *_, **__: paths.existing)

    def call(*args: Any, **kwargs: Any) -> None:
        try:
            go(*args, **kwargs)
        except OSError as error:
            if error.errno not in ELSEWHERE:
                raise

    return call


def taken_apart(args: Sequence[Any], kwargs: dict[str, Any]) -> tuple[Any, Sequence[Any], dict[str, Any]]:
    """The path, and the arguments beside it."""
    if args:
        return args[0], args[1:], kwargs
    path = next((kwargs[name] for name in KEYWORDS if name in kwargs), None)
    return path, (), {name: value for name, value in kwargs.items() if name not in KEYWORDS}


def other_path(find: Find, path: Any, named: dict[str, Any]) -> Any:
    """Another path of the same kind, or None; an open file has none."""
    within = any(value is not None for name, value in named.items() if name.endswith("dir_fd"))
    if within or not isinstance(path, str | bytes | os.PathLike):
        return None
    plain = os.fspath(path)
    found = find(os.fsdecode(plain))
    return os.fsencode(found) if found and isinstance(plain, bytes) else found


# -- what opens files by itself -------------------------------------------------------------------


class Watch(importlib.abc.MetaPathFinder):
    """Asked first for every import, to adapt some modules when they have been executed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in ADAPTED:
            return None
        others = (finder.find_spec(name, path, target) for finder in sys.meta_path if finder is not self)
        spec = next(filter(None, others), None)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module: ModuleType) -> None:
                execute(module)
                ADAPTED[name](module)

            vars(spec.loader)["exec_module"] = exec_module
        return spec


def adapt_torch(torch: Any) -> None:
    """Have `torch.save` write to a file that Python has opened."""
    save = torch.save

    @functools.wraps(save)
    def call(obj: Any, f: Any, *args: Any, **kwargs: Any) -> None:
        if isinstance(f, str | os.PathLike):
            with open(f, "wb") as file:
                save(obj, file, *args, **kwargs)
        else:
            save(obj, f, *args, **kwargs)

    torch.save = call


def adapt_pandas(module: Any) -> None:
    """Do not look for the folder to write to before `open` does."""
    module.check_parent_directory = lambda path: None


ADAPTED = {"torch": adapt_torch, "pandas.io.common": adapt_pandas}

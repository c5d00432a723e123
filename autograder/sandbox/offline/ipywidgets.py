"""ipywidgets without a page: a widget keeps the value it was given, and nobody ever changes it."""

from collections.abc import Callable
from typing import Any


class Widget:
    """Takes any settings and any method; its value is the given one, or the first option."""

    value: Any = None
    children: Any = ()

    def __init__(self, *args: Any, **settings: Any) -> None:
        options = settings.get("options")
        if isinstance(options, list | tuple | range) and options:
            self.value = options[0]
        if args:
            self.children = args[0]
        vars(self).update(settings)

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: None

    def __enter__(self) -> "Widget":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def capture(self, *_: Any, **__: Any) -> Callable[[Any], Any]:
        """A decorator."""
        return lambda function: function


def interact(function: Any = None, **_: Any) -> Any:
    """Hands back the function, which is never called; without one, a decorator."""
    return function if function is not None else interact


interact_manual = interact


def interactive(function: Any = None, *_: Any, **controls: Any) -> Any:
    """A decorator without controls; with them a widget that never calls the function."""
    return Widget(list(controls.values())) if controls else interact(function)


def __getattr__(name: str) -> Any:
    """All other classes are widgets."""
    if not name[:1].isupper():
        raise AttributeError(name)
    return type(name, (Widget,), {})

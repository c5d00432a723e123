"""IPython without a shell."""

from typing import Any

version_info = (9, 0, 0, "")
__version__ = "9.0.0"


class Shell:
    """Takes every command and does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Shell()

    def __call__(self, *_: Any, **__: Any) -> None:
        return None


def get_ipython() -> Shell:
    """What notebooks give their commands to."""
    return Shell()


def embed(*_: Any, **__: Any) -> None:
    """There is nobody to talk to."""

"""Far side: what the machine lacks, as a value and as an exception."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Lack:
    """What is not there, why, and which part of it was taken."""

    module: str
    why: str
    path: str
    fixed: bool = False  # whether it was called or indexed, so that its parts have no dotted name
    own: bool = False  # whether the student's own code did not make it

    @classmethod
    def of(cls, name: str, why: str = "") -> "Lack":
        """A whole module or name; without a reason, it is a module that is not installed."""
        return cls(name, why or f"the module {name} is not installed where this is graded", name)

    def part(self, name: str) -> "Lack":
        """What an attribute of it lacks."""
        return self if self.fixed else replace(self, path=f"{self.path}.{name}")


class StandInUsed(Exception):
    """A value was wanted from something that is not here."""

    _standin: Lack

    def __init__(self, lack: Lack) -> None:
        vars(self)["_standin"] = lack
        used = f" ({lack.path} was used)" if lack.path != lack.module else ""
        super().__init__(f"{lack.why}{used}")

    @property
    def module(self) -> str:
        """The module, or the name, that is not here."""
        return self._standin.module

    @property
    def why(self) -> str:
        """What the machine lacks, in a sentence."""
        return self._standin.why

    @property
    def own(self) -> bool:
        """Whether it is the student's own code that did not make it."""
        return self._standin.own

    @property
    def path(self) -> str:
        """The dotted name that was used."""
        return self._standin.path

    def __reduce__(self) -> tuple[Any, ...]:
        return StandInUsed, (self._standin,)

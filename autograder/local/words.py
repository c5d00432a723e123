"""The words of Hypothesis that a test's body may use, where there is no Hypothesis."""

from typing import Any


class Dropped(BaseException):
    """An assumption does not hold: of a recorded example that cannot be."""


def assume(condition: Any) -> bool:
    """Go on only if the condition holds.

    Raises:
        Dropped: it does not.
    """
    if not condition:
        raise Dropped
    return True


def note(value: Any) -> None:
    """Said to whoever wrote the test, who is not here."""


def event(value: Any, payload: Any = "") -> None:
    """Counted where examples are drawn, which is not here."""


def target(observation: float, *, label: str = "") -> float:
    """Steers how examples are drawn, which is not here."""
    return observation

"""Outcomes from the text in which the process that tries tasks tells them."""

from typing import Any

from autograder.model import Counterexample, Outcome, Status


def restored(facts: dict[str, Any]) -> Outcome:
    """An outcome, from JSON."""
    found = facts["counterexample"]
    example = Counterexample(**found) if found else None
    return Outcome(**{**facts, "status": Status(facts["status"]), "counterexample": example, "measures": ()})

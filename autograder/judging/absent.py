"""Why a name is missing, in a sentence for the student."""

from autograder.judging import environment
from autograder.sandbox.loaded import Loaded


def absence(name: str, loaded: Loaded) -> str:
    """Nobody defines it, or a statement that would have did not do its work."""
    for note in loaded.notes:
        if name in note.names:
            why = environment.explained(note).why
            return f"`{name}` is missing: {note.where} would have defined it, but {why}."
    for other, why in loaded.unmade:
        if other == name:
            return f"`{name}` is missing, for it is made from a name that is: {why}."
    says = f"`{name}` is missing: nothing defines it at the top level of what you handed in."
    if not loaded.missing:
        return says
    modules = ", ".join(loaded.missing)
    return f"{says} If it is in a file of your own, hand that in as well: {modules} could not be imported."

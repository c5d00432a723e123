"""Which of a student's files is the submission, and what belongs to it. A choice is said, or refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.errors import AuthorError, BadInput
from autograder.intake.archives import unpacked
from autograder.intake.candidates import printable
from autograder.intake.folders import (
    Entry,
    Found,
    Kind,
    archive,
    files_below,
    matches,
    on_disk,
    readable,
    source,
)
from autograder.intake.handed_out import handed_out
from autograder.intake.notebooks import LARGEST
from autograder.intake.sources import bare, cells_of, defined
from autograder.intake.wording import listed
from autograder.model import Assignment

MOST_ARCHIVES = 5  # of one student, opened


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that could be the submission, looked at."""

    found: Found
    code: str  # without what is no code; empty if it cannot be read
    count: int  # how many of the required names it defines

    @property
    def shown(self) -> str:
        """Its path in the student's folder."""
        return shown(self.found)


def handed_in(entry: Entry) -> tuple[Found, ...]:
    """The files of a submission, given by its file, archive or folder.

    Raises:
        BadInput: refused, damaged, or nothing at all; a predicate that follows its name.
        OSError: it cannot be read.
    """
    if not entry.is_folder and not readable(entry.name):
        return (Found(entry, (entry.name,)),)
    below = with_archives(files_below(entry if entry.is_folder else unpacked(entry)))
    if not below:
        raise BadInput("is empty: nothing was handed in")
    return below


def with_archives(below: tuple[Found, ...]) -> tuple[Found, ...]:
    """The same, and what lies in archives among them, as if it had been unpacked in place.

    Raises:
        BadInput: an archive cannot be read, and there is no submission beside it.
    """
    packed = [found for found in below if readable(found.name) and not found.link]
    alone = not any(source(found.name) for found in below)
    there = {found.parts: found for found in below}
    for found in packed[:MOST_ARCHIVES]:
        try:
            inside = files_below(unpacked(found.entry))
        except BadInput as error:
            if alone:
                raise BadInput(f"holds {shown(found)}, which {error}") from None
            continue  # some data, which nobody asked to be an archive that is read here
        for other in inside:
            parts = (*found.parts[:-1], *other.parts)
            there.setdefault(parts, Found(other.entry, parts))
    return tuple(there[parts] for parts in sorted(there))


def the_one(below: Sequence[Found], assignment: Assignment) -> tuple[Found, str]:
    """The submission among a student's files, and how it was chosen (empty if it was the only one).

    It is the one called as asked (the outermost, if they are nested), else the only module or notebook; among
    several, the one that defines most of the names that the assignment requires. The starter as it was handed
    out counts only if nothing else defines anything.

    Raises:
        BadInput: none, or several with an equal claim; a predicate that follows the folder's name.
    """
    every = [found for found in below if source(found.name)]
    sources = [found for found in every if found.name != "__init__.py"] or every
    if not sources:
        raise BadInput(without_source(below, assignment.files))
    if len(sources) == 1:
        return sources[0], ""
    drafts = [look(found, assignment.requires) for found in sources]
    changed = without_starters(drafts, assignment)
    asked = [draft for draft in changed if matches(draft.found.name, assignment.files)]
    outermost = [draft for draft in asked if draft.found.depth == min(other.found.depth for other in asked)]
    claiming = outermost or changed
    if len(claiming) > 1:
        return most_complete(claiming, bool(outermost), assignment)
    return claiming[0].found, why(claiming[0], [d for d in drafts if d not in changed], asked)


def without_starters(drafts: Sequence[Draft], assignment: Assignment) -> list[Draft]:
    """Those that are not the assignment's starter, unless they define nothing of what is required."""
    given = starters(assignment)
    changed = [draft for draft in drafts if draft.code not in given]
    return changed if any(draft.count for draft in changed) else list(drafts)


def starters(assignment: Assignment) -> set[str]:
    """The code that students were given, in every form."""
    by_hand = {
        bare(code_of(on_disk(path))) for path in assignment.folder.glob("starter.*") if source(path.name)
    }
    try:
        made = handed_out(assignment)
    except AuthorError:  # there is no starter, then; making a release says why
        return by_hand
    cells = (cells_of(name, text.encode()) for name, text in made.items())
    return by_hand | {bare("\n".join(cell.source for cell in each)) for each in cells}


def why(chosen: Draft, starters: Sequence[Draft], asked: Sequence[Draft]) -> str:
    """Why this one was taken; empty if nothing else could have been."""
    if starters:
        names, are = listed(draft.shown for draft in starters), "is" if len(starters) == 1 else "are"
        return f"{chosen.shown} was graded: {names} {are} the unchanged starter"
    if len(asked) > 1:
        return f"{chosen.shown} was graded: of {len(asked)} files with such a name it lies outermost"
    return ""


def without_source(below: Sequence[Found], patterns: tuple[str, ...]) -> str:
    """Why there is no submission among these files."""
    packed = [found.name for found in below if archive(found.name) and not readable(found.name)]
    if packed:
        return f"holds only the archive {printable(packed[0])}; unpack it there"
    return f"holds no module and no notebook; expected {listed(patterns, last='or')}"


def most_complete(claiming: Sequence[Draft], asked: bool, assignment: Assignment) -> tuple[Found, str]:
    """The one that defines most of what is required; the first of equal copies.

    Raises:
        BadInput: different files define equally much.
    """
    drafts = in_order(claiming, assignment.files)
    most = max(draft.count for draft in drafts)
    leading = [draft for draft in drafts if draft.count == most]
    first = leading[0]
    if len(leading) > 1 and not all(draft.code and draft.code == first.code for draft in leading):
        raise BadInput(undecided(leading if most else drafts, asked, assignment.files))
    if len(leading) == 1:
        share = f"{most} of {len(assignment.requires)}"
        said = f"of {len(drafts)} files it defines most of what is asked ({share})"
    else:
        copies = listed(draft.shown for draft in leading[1:])
        said = f"{copies} {'has' if len(leading) == 2 else 'have'} the same code"
    return first.found, f"{first.shown} was graded: {said}"


def undecided(drafts: Sequence[Draft], asked: bool, patterns: tuple[str, ...]) -> str:
    """Why none of these can be taken, and what to do."""
    names = sorted(draft.shown for draft in drafts)
    both = "both " if asked and len(names) == 2 else ""
    equally = ", which define the required functions equally" if drafts[0].count else ""
    call = f"call {'it' if equally else 'the submission'} {listed(patterns, last='or')}"
    fix = "keep one" if asked else f"keep one or {call}" if equally else call
    return f"has {both}{listed(names, limit=4)}{equally}; {fix}"


def in_order(drafts: Sequence[Draft], patterns: tuple[str, ...]) -> list[Draft]:
    """In the order in which the assignment names its files, the outermost first."""

    def key(draft: Draft) -> tuple[int, int, tuple[str, ...]]:
        found = draft.found
        fits = (place for place, pattern in enumerate(patterns) if matches(found.name, (pattern,)))
        return next(fits, len(patterns)), found.depth, found.parts

    return sorted(drafts, key=key)


def look(found: Found, requires: Sequence[str]) -> Draft:
    """A file as a draft."""
    code = code_of(found.entry)
    return Draft(found, bare(code), len(defined(code).intersection(requires)))


def code_of(entry: Entry) -> str:
    """A file's code; none of one that cannot be read: if it is chosen, reading it says why."""
    if entry.kind is not Kind.FILE or entry.size > LARGEST:
        return ""
    try:
        return "\n".join(cell.source for cell in cells_of(entry.name, entry.read()))
    except (BadInput, OSError):
        return ""


def shown(found: Found) -> str:
    """A file's path in the student's folder."""
    return printable("/".join(found.parts))

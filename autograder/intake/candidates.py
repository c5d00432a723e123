"""Who hands in what: a Candidate is a student's name and where their files lie; nothing is read yet."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.intake.folders import Entry, litter
from autograder.model import Person

RESERVED = re.compile(
    r"(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?|gradebook\.csv|summary\.md|manual\.csv"
)  # names that Windows keeps for itself, and those of files that lie beside the students' folders
LONGEST = 120  # bytes of a name


@dataclass(frozen=True, slots=True)
class Candidate:
    """What claims to be one student's submission, or the reason why nothing there can be."""

    student: str
    entry: Entry  # a module, a notebook, an archive or a folder
    shown: str  # how messages name it, without the folders of this machine
    problem: str | None = None
    people: tuple[Person, ...] = ()
    late: bool | None = None
    attempts: int | None = None
    submitted: str = ""


def printable(name: str) -> str:
    """A file name that can be shown and written anywhere."""
    return "".join(c if c.isprintable() else "?" for c in name)


def safe(name: str) -> str:
    """A student's name that can be a folder's name on any system; empty names become "student"."""
    kept = re.sub(r'[\\/:*?"<>|]', "_", unicodedata.normalize("NFC", printable(name))).strip("-. ")
    short = cut(kept, LONGEST).rstrip("-. ") or "student"
    return f"_{short}" if RESERVED.fullmatch(short) or litter(short) else short


def labelled(names: Sequence[str], number: str) -> str:
    """`Jane Doe + John Roe_1234`: people, and a number that tells namesakes apart; safe, never too long."""
    said = cut(safe(" + ".join(names)), LONGEST - 1 - len(number.encode())) if names else ""
    return safe("_".join(part for part in (said, number) if part))


def cut(text: str, most: int) -> str:
    """As much of a text as so many bytes hold."""
    return text.encode()[: max(most, 0)].decode(errors="ignore")

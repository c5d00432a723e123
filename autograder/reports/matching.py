"""Which row of a learning system's file is whose. What could be two is nobody's."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.model import Person, Report

Keys = tuple[frozenset[str], ...]  # by how much they are worth: ids before names; the last are names


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the file: its number, how it is called on the screen, and by what its student is known."""

    row: int
    shown: str
    keys: Keys


@dataclass(frozen=True, slots=True)
class Claim:
    """One of our students, and by what they may be known in the file."""

    report: Report
    shown: str
    keys: Keys


@dataclass(frozen=True, slots=True)
class Match:
    """The entry of a claim, or why it has none."""

    claim: Claim
    entry: Entry | None
    why: str = ""


def persons(report: Report) -> Iterator[tuple[Person, str]]:
    """Whose a report is, and how the screen calls them; without people it is all in the submission's name."""
    student = report.submission.student
    for who in dict.fromkeys(report.submission.people):
        name = who.name or who.email or who.id
        yield who, student if name in ("", student) else f"{student} ({name})"
    if not report.submission.people:
        yield Person(student, student, student), student


def match(claims: Sequence[Claim], entries: Sequence[Entry]) -> list[Match]:
    """Each claim with its row: the first kind of key that finds a row decides.

    A name decides only if it is unique among the claims, too; a row that two submissions claim is nobody's.
    """
    index: defaultdict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for kind, words in enumerate(entry.keys):
            for word in words:
                index[kind, word].append(entry)
    names = Counter(name for claim in claims for name in claim.keys[-1])
    found = [one(claim, index, names) for claim in claims]
    owners: defaultdict[int, set[str]] = defaultdict(set)
    for got in found:
        if got.entry:
            owners[got.entry.row].add(got.claim.report.submission.student)
    return [
        Match(got.claim, None, f"only one of {listed(owners[got.entry.row])} can be {got.entry.shown}")
        if got.entry and len(owners[got.entry.row]) > 1
        else got
        for got in found
    ]


def one(claim: Claim, index: Mapping[tuple[int, str], list[Entry]], names: Mapping[str, int]) -> Match:
    """The row of a claim as far as nobody else claims it."""
    for kind, words in enumerate(claim.keys):
        hits = {entry.row: entry for word in words for entry in index.get((kind, word), ())}
        if len(hits) > 1:
            return Match(claim, None, f"it could be {listed(f'row {row + 1}' for row in hits)} of the file")
        if hits and kind == len(claim.keys) - 1 and any(names[word] > 1 for word in words):
            return Match(claim, None, "another one has the same name, and no id or e-mail address fits")
        if hits:
            return Match(claim, next(iter(hits.values())))
    return Match(claim, None, "no row has this id, e-mail address or name")


def listed(words: Iterable[str]) -> str:
    """`a and b`, sorted."""
    return " and ".join(sorted(words))


def folded(text: str) -> str:
    """Without capitals and needless spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def named(name: str) -> str:
    """A name for comparison: `Doe, Jané` is `jane doe`."""
    last, comma, first = name.partition(",")
    letters = unicodedata.normalize("NFKD", f"{first} {last}" if comma else name)
    return folded("".join(letter for letter in letters if not unicodedata.combining(letter)))


def keys(*kinds: Iterable[str]) -> Keys:
    """The words of each kind, without empty ones."""
    return tuple(frozenset(word for word in words if word) for words in kinds)

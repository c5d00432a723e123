"""Phrases that error messages share."""

from collections.abc import Iterable
from difflib import get_close_matches


def meant(word: str, words: Iterable[str]) -> str:
    """`; did you mean "points"?` if one of `words` is close to `word`, else nothing."""
    by_folded = {other.casefold(): other for other in words}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f'; did you mean "{by_folded[close[0]]}"?' if close else ""


def listed(words: Iterable[str], last: str = "and", limit: int = 12) -> str:
    """`a, b and c`; after `limit` words only how many more there are."""
    every = list(words)
    if len(every) > limit:
        every = [*every[:limit], f"{len(every) - limit} more"]
    return f" {last} ".join(part for part in (", ".join(every[:-1]), "".join(every[-1:])) if part)

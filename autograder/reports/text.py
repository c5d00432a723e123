"""Text that students had a hand in, made fit to print.

An exception's message, an array's repr or a file's name may hold colours, HTML, Markdown or half a
surrogate pair. Markdown is not escaped but avoided: what is not plainly prose goes into an indented block,
where nothing has a meaning and nothing needs a backslash.
"""

import math
import re
from collections.abc import Mapping
from textwrap import dedent
from typing import Any

COLOURS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-_]?")
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SURROGATES = re.compile("[\ud800-\udfff]")
MARKUP = re.compile(
    r"[`\\$]|\]\s?[(:\[]|<[A-Za-z/!?]|&[#\w]|~~|://|www\.|(?<!\w)_|_(?!\w)|\*\S|\S\*"  # anywhere
    r"|^(?:[\s#>|=:]|[-+*](?:[-+*\s]|$)|\d+[.)](?:\s|$))"  # at the start of a line
)
LARGEST_INT = 2**63
LEFT_OUT = "[... left out ...]"


def clean(text: str) -> str:
    """Without colours and control characters, every line ended by a line feed, writable as UTF-8."""
    plain = INVISIBLE.sub("", LINE_ENDS.sub("\n", COLOURS.sub("", text)))
    return SURROGATES.sub("\N{REPLACEMENT CHARACTER}", plain)


def cut(text: str, chars: int = 4000, lines: int = 120) -> str:
    """At most so many characters and lines: the head, a mark, and the tail.

    The mark counts nothing, so that cutting twice, first generously, gives what cutting once gives.
    """
    rows = text.split("\n")
    if len(rows) > lines:
        head = (lines - 1) * 2 // 3
        text = "\n".join([*rows[:head], LEFT_OUT, *rows[head + 1 - lines :]])
    if len(text) > chars:
        room = chars - len(LEFT_OUT)
        head = room * 2 // 3
        text = text[:head] + LEFT_OUT + text[head - room :]
    return text


def block(text: str) -> str:
    """A Markdown block that shows the text as it is, whatever it holds."""
    return "\n".join(f"    {line}".rstrip() for line in cut(clean(text)).strip("\n").split("\n"))


def prose(text: str) -> str:
    """A first line that reads as prose as a paragraph, everything else as a block; empty for empty."""
    whole = cut(clean(text)).strip("\n")
    head, _, rest = whole.partition("\n")
    if not whole.strip():
        return ""
    if MARKUP.search(head):
        return block(whole)
    return f"{head}\n\n{block(dedent(rest))}" if rest.strip() else head


def inline(text: str) -> str:
    """One line inside a sentence: as it is if it is plain, else as code."""
    line = cut(" ".join(clean(text).split()), chars=300)
    return code(line) if MARKUP.search(line) else line


def code(line: str) -> str:
    """A code span that no backtick in the text can end."""
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}" if longest else f"`{line}`"


def number(value: float) -> int | float:
    """Points without the noise of binary fractions: 4, 2.5, 0.3."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def points(value: float) -> str:
    """`1 point`, `2.5 points`."""
    return f"{number(value)} point{'' if value == 1 else 's'}"


def percent(part: float, whole: float) -> str:
    """Rounded down, so that 100 % is all of it."""
    return f"{math.floor(100 * part / whole + 1e-9)} %" if whole else "-"


def plain_data(value: Any) -> Any:
    """The same value as data that is valid JSON everywhere: no NaN, no infinity, no strange text."""
    match value:
        case None | bool():
            return value
        case str():
            return cut(clean(str(value)), chars=90_000, lines=90_000)  # Gradescope cuts at 100,000
        case int():
            return value if -LARGEST_INT <= value < LARGEST_INT else str(value)
        case float():
            return value if math.isfinite(value) else str(value)
        case Mapping():
            return {clean(str(key)): plain_data(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain_data(inner) for inner in value]
        case _:
            return plain_data(repr(value))

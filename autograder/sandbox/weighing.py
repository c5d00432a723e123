"""Near side: what the student's process may make the judge hold and do, found before any of it is made.

Two bytes of MessagePack become a list of two hundred bytes, so the size of a frame says little. And members
of a set that all hash alike take time with the square of their number.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

from autograder.sandbox.tags import MOST_WEIGHT, Met, WireError

VALUE = 200  # bytes of memory that a value takes at most: a list, with all that is kept of it
SMALL = 1024  # bytes of a skeleton in which values are not counted, for speed
BYTE = 40  # bytes of memory that one byte of such a skeleton takes at most, lists and dicts aside
MOST_ALIKE = 100  # of floats no more than 34 hash alike, of other values hardly two

LENGTHS = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xC7: 1, 0xC8: 2, 0xC9: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}  # what follows
FIXED = {
    **{0xA0 + n: n for n in range(32)},  # short text
    0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8,  # numbers
    0xC7: 1, 0xC8: 1, 0xC9: 1, 0xD4: 2, 0xD5: 3, 0xD6: 5, 0xD7: 9, 0xD8: 17,  # extensions: their type, too
    0xDC: 2, 0xDD: 4, 0xDE: 2, 0xDF: 4,  # long lists and maps: their length; the items come after it
}  # fmt: skip
STEPS = [1 + FIXED.get(byte, 0) for byte in range(256)]  # bytes of what begins with this byte


def weight(skeleton: bytes | memoryview, size: int, met: Met) -> int:
    """About how much memory a frame takes once it is unpacked; `size` is that of its raw part.

    Raises:
        WireError: with all that was met in this example it is too much.
    """
    free = MOST_WEIGHT - met.weight - VALUE * len(met.values) - len(skeleton) - size
    small = len(skeleton) <= SMALL
    found = BYTE * len(skeleton) if small else VALUE * count(skeleton, free // VALUE)
    if found > free:
        raise WireError(f"more than {MOST_WEIGHT / 1e6:.0f} MB in one example")
    return len(skeleton) + size + found


def count(skeleton: bytes | memoryview, most: int) -> int:
    """How many values a skeleton holds; counting stops soon after `most`."""
    data, at, found, end = bytes(skeleton), 0, 0, len(skeleton)
    while at < end and found <= most:
        first = data[at]
        found += 1
        if width := LENGTHS.get(first):
            at += width + int.from_bytes(data[at + 1 : at + 1 + width], "big")
        at += STEPS[first]
    return found


def check_hashes(keys: Sequence[Hashable]) -> None:
    """Look at what is to be the keys of a dict or the members of a set.

    Raises:
        WireError: too many of them hash alike.
        TypeError: one of them has no hash.
    """
    if len(keys) > MOST_ALIKE and max(Counter(map(hash, keys)).values()) > MOST_ALIKE:
        raise WireError("too many keys that hash alike")

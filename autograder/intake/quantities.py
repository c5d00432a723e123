"""Amounts as people write them: `"5 s"`, `"1.5 GB"`."""

import re
from typing import Any

SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0}
SPANS = {**SECONDS, "d": 86_400.0}
BYTES = {
    "B": 1,
    **{"KB": 10**3, "MB": 10**6, "GB": 10**9},
    **{"KiB": 2**10, "MiB": 2**20, "GiB": 2**30},
}

Quantity = str | int | float | None  # "5 s"; a bare number is read only to be refused with a sentence


def quantity(key: str, value: str | int | float, units: dict[str, Any]) -> float:
    """`"1.5 GB"` as a number of bytes, `"5 s"` as a number of seconds.

    Raises:
        ValueError: no number, no unit of `units`, or not above zero.
    """
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]*)", str(value).strip())
    if match and match[2] in units and (amount := float(match[1]) * units[match[2]]) > 0:
        return float(amount)
    example = '"5 s"' if "s" in units else '"2 GB"'
    known = ", ".join(units)
    raise ValueError(f"{key}: {value!r} is not a quantity; write a number and a unit, as {example} ({known})")

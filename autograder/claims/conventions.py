"""What a course chose where courses differ: the table [conventions] of assignment.toml."""

import tomllib
from pathlib import Path
from typing import Any


def conventions(test_file: str) -> dict[str, Any]:
    """The table of the assignment that a test file belongs to: `conventions(__file__)`; {} if it has none."""
    toml = Path(test_file).with_name("assignment.toml")
    return dict(tomllib.loads(toml.read_text(encoding="utf-8")).get("conventions", {}))

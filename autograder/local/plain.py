"""Skeletons <-> bytes as JSON: what `sandbox.skeletons` is where there is no msgspec. Bytes are base64."""

import base64
import json
from typing import Any

BROKEN = ValueError  # what `from_bytes` raises


def to_bytes(body: Any) -> bytes:
    """A skeleton (None, bool, int, float, str, bytes, lists) as text.

    Raises:
        TypeError: it holds something else.
    """
    return json.dumps(body, default=_base64, separators=(",", ":")).encode()


def from_bytes(data: bytes | memoryview) -> list[Any]:
    """The skeleton in a text.

    Raises:
        ValueError: it is none.
    """
    body = json.loads(bytes(data), object_hook=lambda found: base64.b64decode(found["b"]))
    if type(body) is not list:
        raise ValueError("not a skeleton")
    return body


def _base64(value: Any) -> dict[str, str]:
    if not isinstance(value, bytes | bytearray | memoryview):
        raise TypeError(f"a {type(value).__name__} in a skeleton")
    return {"b": base64.b64encode(value).decode()}

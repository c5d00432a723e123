"""Skeletons <-> bytes: MessagePack, by msgspec. The one place that chooses the format."""

from typing import Any

import msgspec

to_bytes = msgspec.msgpack.Encoder().encode
from_bytes = msgspec.msgpack.Decoder(list[Any]).decode
BROKEN = msgspec.DecodeError  # what `from_bytes` raises

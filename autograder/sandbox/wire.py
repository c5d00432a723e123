"""Values <-> frames. Data only, in both directions: nothing that arrives is ever executed.

A frame is `header · skeleton · raw`: the skeleton is MessagePack of None, bool, int, float, str, bytes
and lists `[tag, ...]`, led by a word that says what the frame is for; arrays above INLINE bytes travel in
the raw part, copied by nobody.

Both sides number the composite values (list, tuple, dict, set, array, tensor) that the far side sends,
in the order in which they are met. So the near side can say `[REF, 3]` for something it received, and
the far side finds the very object: a namedtuple stays one, a tensor keeps its graph.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from autograder.sandbox.packing import Packer
from autograder.sandbox.tags import Met, Skeleton
from autograder.sandbox.unpacking import Unpacker


class Codec:
    """Both ways of one side; see Packer and Unpacker for `foreign`, `known` and `revive`."""

    def __init__(
        self,
        foreign: Callable[[Any], Skeleton],
        revive: Callable[[int, list[Any]], Any],
        *,
        far: bool,
        known: Callable[[Any], Skeleton | None] | None = None,
        foreign_types: Iterable[type] = (),
    ) -> None:
        self.met = Met()
        self.packer = Packer(self.met, far=far, foreign=foreign, known=known, foreign_types=foreign_types)
        self.unpacker = Unpacker(self.met, far=far, revive=revive)
        self.encode, self.decode, self.pack = self.packer.encode, self.unpacker.decode, self.packer.pack


class Carrier(Protocol):
    """What carries frames to the other side and back: a Channel, or a call in the same process."""

    codec: Codec

    def send(self, head: str, *values: Any) -> None: ...

    def send_parts(self, parts: list[Any]) -> None: ...

    def receive(self) -> tuple[str, list[Any]]: ...

"""Both sides: the layers that hold a student's process back, and the four tiers they add up to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

NAMESPACES, UID, LANDLOCK = "namespaces", "uid", "landlock"
SECCOMP, CLOSED, LIMITS = "seccomp", "closed", "limits"

LAYERS = {
    NAMESPACES: "files, processes and network of its own: nothing else exists for it",
    UID: "a user id of its own, with no rights over anybody's files or processes",
    LANDLOCK: "no files but the interpreter, its libraries and its own; no signals to other processes",
    SECCOMP: "no network, no look into other processes, no rare system calls",
    CLOSED: "the course's folder cannot be read by other users",
    LIMITS: "memory, processes, open files and written bytes are limited",
}
WITHOUT = {
    NAMESPACES: "it can see that a path exists, though not what is in it; what it leaves is swept up",
    UID: "its files and processes are the grader's own; only Landlock and the filter keep them apart",
    LANDLOCK: "files are kept from it by their permissions alone",
    SECCOMP: "it can use the network and all system calls",
    CLOSED: "where there is no Landlock, it can read the course: chmod 700 its folder",
    LIMITS: "it can use up the machine",
}  # what it means that a layer is missing


class Tier(IntEnum):
    """How much holds student code back; more is better."""

    L0 = 0  # limits only: for a student's own machine, where nothing is hidden
    L1 = 1  # the grader's own user, held by Landlock and the filter
    L2 = 2  # a user of its own and the filter: root in a default container
    L3 = 3  # a view of the machine of its own

    @classmethod
    def of(cls, layers: Collection[str]) -> "Tier":
        """The tier that these layers add up to."""
        have = set(layers)
        if {NAMESPACES, SECCOMP} <= have:
            return cls.L3
        if {UID, SECCOMP} <= have and have & {LANDLOCK, CLOSED}:
            return cls.L2
        return cls.L1 if {LANDLOCK, SECCOMP} <= have else cls.L0


@dataclass(frozen=True, slots=True)
class Plan:
    """What holds on this machine: tried once, then laid on every worker."""

    layers: tuple[str, ...] = (LIMITS,)
    missing: Mapping[str, str] = field(default_factory=dict)  # layer -> why it cannot be had
    user_namespace: bool = False  # whether namespaces are had through one of an ordinary user's

    @property
    def tier(self) -> Tier:
        return Tier.of(self.layers)

    def __str__(self) -> str:
        return f"{self.tier.name}: {', '.join(self.layers)}"

    def __contains__(self, layer: str) -> bool:
        return layer in self.layers

    @classmethod
    def told(cls, data: Mapping[str, Any]) -> "Plan":
        """From the JSON of `asdict`."""
        return cls(tuple(data["layers"]), dict(data["missing"]), data["user_namespace"])

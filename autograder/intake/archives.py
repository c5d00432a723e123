"""Archives, read as the folders they were packed from. Nothing is written, nothing is followed.

What is refused: names that lead outside, passwords, methods that only few tools know, and archives that
say to unpack to far more than anybody hands in. A name that leads outside refuses the folder it starts in.
"""

import bz2
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from autograder.errors import BadInput
from autograder.intake.folders import DEEPEST, TOO_MUCH, Entry, Kind, stem

MOST_MEMBERS = 200_000
LARGEST_DIRECTORY = 16_000_000  # bytes of a zip's table of contents
LARGEST_PACKED = 100_000_000  # bytes of an archive that is held in memory: in another one, or a tar
LARGEST_TAR = 200_000_000  # bytes that a tar decompresses to
MOST_UNPACKED = 2_000_000_000  # bytes of all members together, unless
USUAL_RATIO = 50  # the archive is itself so large
NEVER_ENDS = "unpacks to far more than a submission needs; hand in the code only"
DAMAGED = "is no archive, or a damaged one; pack it again as a .zip"
OUTSIDE = 'holds a file "{}", whose name leads outside; pack the folder itself again'
MOST_LEVELS = DEEPEST + 5  # a submission may lie some folders down in what staff downloaded
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DECOMPRESSORS: tuple[tuple[bytes, Callable[[], Any]], ...] = (
    (b"\x1f\x8b", partial(zlib.decompressobj, 31)),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", partial(lzma.LZMADecompressor, memlimit=LARGEST_TAR)),
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file or folder as an archive lists it."""

    name: str
    kind: Kind
    size: int
    content: Callable[[], bytes]


@dataclass(slots=True)
class Branch:
    """A folder of an archive while it is put together."""

    inside: dict[str, "Branch | Entry"] = field(default_factory=dict)
    problem: str = ""

    def below(self, name: str) -> "Branch":
        """The folder of this name, made if need be; it replaces a file."""
        found = self.inside.get(name)
        if not isinstance(found, Branch):
            found = self.inside[name] = Branch()
        return found

    def entry(self, path: Path) -> Entry:
        """The same, finished."""
        return Entry(path.name, path, Kind.FOLDER, packed=True, listing=partial(self.entries, path))

    def entries(self, path: Path) -> Iterator[Entry]:
        """What lies in it.

        Raises:
            BadInput: the archive holds a name that leads out of here.
        """
        if self.problem:
            raise BadInput(self.problem)
        for name, found in self.inside.items():
            yield found.entry(path / name) if isinstance(found, Branch) else found


def unpacked(archive: Entry) -> Entry:
    """The contents of an archive as a folder that is called like it.

    Raises:
        BadInput: it is refused or damaged; a predicate that follows its name.
        OSError: it cannot be read.
    """
    try:
        listed = zipped(archive) if archive.name.lower().endswith(".zip") else tarred(archive)
        root = Branch()
        for member in listed:
            place(member, root, archive.path)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError,
            NotImplementedError) as error:  # fmt: skip
        raise BadInput(DAMAGED) from error
    except OSError as error:
        if error.errno is None:  # bz2's way to say that the data are bad
            raise BadInput(DAMAGED) from error
        raise
    top = root.entry(archive.path)
    return Entry(stem(archive.name), top.path, top.kind, packed=True, listing=top.listing)


def place(member: Member, root: Branch, path: Path) -> None:
    """Put a member where its name says, or refuse the folder in which such a name starts."""
    parts = [part for part in member.name.split("/") if part not in ("", ".")]
    absolute = member.name.startswith("/") or re.match(r"[A-Za-z]:", member.name)
    if absolute or ".." in parts:
        shown = "".join(c if c.isprintable() else "?" for c in member.name[:100])
        refuse(root, [] if absolute else parts[: parts.index("..")], OUTSIDE.format(shown))
        return
    if len(parts) > MOST_LEVELS:
        refuse(root, parts[: MOST_LEVELS - 1], TOO_MUCH)
        return
    folder = root
    for part in parts if member.kind is Kind.FOLDER else parts[:-1]:
        folder = folder.below(part)
    if member.kind is not Kind.FOLDER and parts and not isinstance(folder.inside.get(parts[-1]), Branch):
        where = path.joinpath(*parts)
        folder.inside[parts[-1]] = Entry(
            parts[-1], where, member.kind, member.size, packed=True, content=member.content
        )


def refuse(root: Branch, parts: Sequence[str], why: str) -> None:
    """Refuse a folder, so that only whoever it belongs to suffers."""
    for part in parts[: MOST_LEVELS - 1]:
        root = root.below(part)
    root.problem = why


def check_amount(members: int, unpacked: int, packed: int) -> None:
    """Refuse what no honest archive is."""
    if members > MOST_MEMBERS:
        raise BadInput(TOO_MUCH)
    if unpacked > max(MOST_UNPACKED, USUAL_RATIO * packed):
        raise BadInput(NEVER_ENDS)


def in_memory(archive: Entry) -> bytes:
    """All bytes of an archive that is not too large for that."""
    if archive.size > LARGEST_PACKED:
        raise BadInput(f"is larger than {LARGEST_PACKED // 10**6} MB; hand in the code only")
    return archive.read()


def zipped(archive: Entry) -> list[Member]:
    """The members of a zip."""
    data = in_memory(archive) if archive.packed else b""
    with io.BytesIO(data) if archive.packed else archive.path.open("rb") as file:
        check_directory(file)
    opened = zipfile.ZipFile(io.BytesIO(data) if archive.packed else archive.path)
    found = opened.infolist()
    check_amount(len(found), sum(info.file_size for info in found), archive.size)
    return [
        Member(name_in_zip(info), kind_in_zip(info), info.file_size, partial(inflated, opened, info))
        for info in found
    ]


def check_directory(file: io.BytesIO | io.BufferedReader) -> None:
    """Refuse a zip whose table of contents alone would fill the memory."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(size - 70_000, 0))  # the end record and its comment have at most 65,557 bytes
    tail = file.read()
    large, small = tail.rfind(b"PK\6\6"), tail.rfind(b"PK\5\6")
    sizes = [
        int.from_bytes(tail[large + 40 : large + 48], "little") if large >= 0 else 0,
        int.from_bytes(tail[small + 12 : small + 16], "little") if small >= 0 else 0,
    ]
    if any(LARGEST_DIRECTORY < told != 0xFFFFFFFF for told in sizes):
        raise BadInput(TOO_MUCH)


def name_in_zip(info: zipfile.ZipInfo) -> str:
    """A member's name; those without the mark for UTF-8 are in whatever their maker wrote."""
    name = info.filename if info.flag_bits & 0x800 else name_of(info.filename.encode("cp437"))
    return name.replace("\\", "/") if info.create_system != 3 else name  # old tools on Windows


def name_of(raw: bytes) -> str:
    """A name as UTF-8, else as DOS wrote its letters, else as Windows does."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        in_dos = all(byte < 0xA6 for byte in raw)  # above these DOS has lines and Greek, Windows letters
        return raw.decode("cp437") if in_dos else raw.decode("cp1252", "replace")


def kind_in_zip(info: zipfile.ZipInfo) -> Kind:
    """What a member is."""
    mode = info.external_attr >> 16 if info.create_system == 3 else 0
    if stat.S_ISLNK(mode):
        return Kind.LINK
    if name_in_zip(info).endswith("/") or stat.S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.FILE if stat.S_IFMT(mode) in (0, stat.S_IFREG) else Kind.ODD


def inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A member's bytes, piece by piece and never more than the zip said.

    Raises:
        BadInput: it has a password, a rare method, or is damaged.
    """
    if info.flag_bits & 1:
        raise BadInput("is locked with a password; pack it again without one")
    if info.compress_type not in METHODS:
        raise BadInput("is packed by a method that is not read here; pack it again as an ordinary .zip")
    try:
        with archive.open(info) as stream:
            return b"".join(iter(partial(stream.read, 1 << 20), b""))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BadInput("is damaged in its archive; pack it again") from error


def tarred(archive: Entry) -> Iterator[Member]:
    """The members of a tar, compressed or not."""
    data = in_memory(archive)
    for magic, make in DECOMPRESSORS:
        if data.startswith(magic):
            data = decompressed(data, magic, make())
            break
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:", encoding="utf-8") as opened:
        for count, info in enumerate(opened, start=1):
            check_amount(count, 0, 0)
            name = name_of(info.name.encode("utf-8", "surrogateescape"))
            if info.isreg() and info.offset_data + info.size > len(data):
                raise EOFError
            kind = Kind.LINK if info.issym() or info.islnk() else Kind.FOLDER if info.isdir() else Kind.ODD
            if info.isreg() and not info.issparse():
                kind = Kind.FILE
            yield Member(name, kind, info.size, partial(piece, data, info.offset_data, info.size))


def decompressed(data: bytes, magic: bytes, tool: Any) -> bytes:
    """What one stream of compressed bytes holds.

    Raises:
        BadInput: too much.
        EOFError: there is more to come, in this stream or in others.
    """
    whole: bytes = tool.decompress(data, LARGEST_TAR + 1)
    if len(whole) > LARGEST_TAR:
        raise BadInput(NEVER_ENDS)
    if not tool.eof or tool.unused_data.startswith(magic):
        raise EOFError
    return whole


def piece(data: bytes, start: int, size: int) -> bytes:
    """Some bytes of many."""
    return data[start : start + size]

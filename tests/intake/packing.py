"""Archives for tests: what an honest tool packs, and what nobody's tool does."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str | bytes]


def as_bytes(content: str | bytes) -> bytes:
    """Text as UTF-8."""
    return content.encode() if isinstance(content, str) else content


def zipped(files: Files) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, as_bytes(content))
    return buffer.getvalue()


def linked(name: str, target: str) -> bytes:
    """A zip that holds a symbolic link."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, target)
    return buffer.getvalue()


def unmarked(name: bytes, content: str) -> bytes:
    """A zip with a name in no stated encoding: a name of ASCII with its bytes replaced."""
    plain = "".join(chr(byte) if byte < 128 else "~" for byte in name)
    return zipped({plain: content}).replace(plain.encode(), name)


def bitten(archive: bytes) -> bytes:
    """A zip with a byte of its first member's data changed."""
    start = 30 + int.from_bytes(archive[26:28], "little") + 4
    return archive[:start] + bytes([archive[start] ^ 0xFF]) + archive[start + 1 :]


def bomb(size: int) -> bytes:
    """A zip that says it holds a file so large."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("backprop.py", b"x = 1\n")
        archive.filelist[0].file_size = size
    return buffer.getvalue()


def locked(files: Files) -> bytes:
    """A zip that says its members have a password."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, as_bytes(content))
        for info in archive.filelist:
            info.flag_bits |= 1
    return buffer.getvalue()


def tarred(files: Files, mode: str = "w:gz") -> bytes:
    """A tar of these files."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(as_bytes(content))
            archive.addfile(info, io.BytesIO(as_bytes(content)))
    return buffer.getvalue()


def write(folder: Path, files: Files) -> Path:
    """These files below a folder; a name that ends in a slash is an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_bytes(content))
    return folder

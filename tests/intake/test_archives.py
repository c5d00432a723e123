"""Archives are read as the folders they were packed from; a hostile one costs only whose it is."""

import io
import os
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.errors import BadInput
from autograder.intake import archives
from autograder.intake.archives import name_of
from autograder.model import Cell, Submission
from tests.intake.packing import Files, bitten, bomb, linked, locked, tarred, unmarked, write, zipped

Found = Callable[..., dict[str, Submission]]
CODE = "def f(x):\n    return x\n"
HANDED = {"backprop.py": CODE, "data/x.csv": "1,2", "__MACOSX/._backprop.py": "junk", ".DS_Store": "junk"}


@pytest.mark.parametrize(
    "name", ["s01.zip", "s01/all.zip", "s01/hw/all.ZIP", "s01.tar.gz", "s01/all.tgz", "s01.tar"]
)
def test_a_packed_submission_is_like_an_unpacked_one(room: Path, found: Found, name: str) -> None:
    """In a class's folder or in a student's; the same cells and files, and the same digest."""
    data = (
        zipped(HANDED)
        if name.lower().endswith("zip")
        else tarred(HANDED, "w" if name.endswith("tar") else "w:gz")
    )
    write(room, {name: data, "s02/backprop.py": CODE, "s02/data/x.csv": "1,2"})
    result = found()
    packed, plain = result["s01"], result["s02"]
    assert (packed.problem, packed.cells) == (None, (Cell(0, CODE),))
    assert {name: data for name, data in packed.files.items() if "all" not in name} == plain.files
    assert packed.path.name == "backprop.py"
    if name.count("/") == 0:
        assert packed.digest == plain.digest


@pytest.mark.parametrize("kind", ["w:bz2", "w:xz"])
def test_other_compressions_of_tar(room: Path, found: Found, kind: str) -> None:
    """What it is shows in its first bytes."""
    write(room, {"s01.tar.xz": tarred(HANDED, kind)})
    assert found()["s01"].files == {"data/x.csv": b"1,2"}


@pytest.mark.parametrize("top", ["", "our class/"])
def test_a_packed_class(room: Path, found: Found, top: str) -> None:
    """Files, folders and archives of students, with or without a folder around them all."""
    files: Files = {
        "s01.py": CODE,
        "s02/backprop.py": CODE,
        "s03.zip": zipped(HANDED),
        "s04/all.zip": zipped(HANDED),
    }
    write(room, {"class.zip": zipped({top + name: data for name, data in files.items()})})
    result = found(room / "class.zip")
    assert list(result) == ["s01", "s02", "s03", "s04"]
    assert [s.problem for s in result.values()] == [None] * 4
    assert {s.cells for s in result.values()} == {(Cell(0, CODE),)}


@pytest.mark.parametrize("top", ["", "homework/"])
@pytest.mark.parametrize("name", ["backprop.py", "final.py"])
def test_a_path_that_is_one_students_archive(room: Path, found: Found, top: str, name: str) -> None:
    """The student is called like the archive; a single source is taken whatever its name."""
    write(room, {"s01.zip": zipped({top + name: CODE, top + "x.csv": "1"})})
    result = found(room / "s01.zip")
    assert list(result) == ["s01"]
    assert (result["s01"].problem, result["s01"].files) == (None, {"x.csv": b"1"})


REFUSED = {
    "up": (zipped({"../backprop.py": CODE}), 'holds a file "../backprop.py", whose name leads outside'),
    "absolute": (zipped({"/etc/backprop.py": CODE}), 'holds a file "/etc/backprop.py", whose name leads'),
    "drive": (zipped({"C:/backprop.py": CODE}), 'holds a file "C:/backprop.py", whose name leads outside'),
    "link": (linked("backprop.py", "/etc/passwd"), "s01.zip/backprop.py is a link; hand in the file itself"),
    "bomb": (bomb(5_000_000_000), "s01.zip unpacks to far more than a submission needs"),
    "liar": (bomb(5), "s01.zip/backprop.py is damaged in its archive; pack it again"),
    "large": (bomb(150_000_000), "s01.zip/backprop.py is larger than 100 MB"),
    "locked": (locked({"backprop.py": CODE}), "s01.zip/backprop.py is locked with a password; pack it again"),
    "broken": (zipped(HANDED)[:-30], "s01.zip is no archive, or a damaged one; pack it again as a .zip"),
    "bitten": (bitten(zipped(HANDED)), "s01.zip/backprop.py is damaged"),
    "empty": (zipped({}), "s01.zip is empty: nothing was handed in"),
    "wrapped": (zipped({"hw/../backprop.py": CODE, "hw/x": ""}), 'holds a file "hw/../backprop.py", whose'),
    "deep": (zipped({"d/" * 40 + "backprop.py": CODE}), "s01.zip holds more than 20000 files or 20 levels"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_archive_costs_only_its_student(room: Path, found: Found, kind: str) -> None:
    """One sentence, wherever it lies; the others are read; nothing is written."""
    data, says = REFUSED[kind]
    inside = {f"s{n:02}.zip": zipped(HANDED) for n in (2, 3)}
    write(room, {"s01.zip": data, **inside})
    write(room.parent, {"class.zip": zipped({"s01.zip": data, **inside})})
    before = sorted(room.parent.rglob("*"))
    for result in (found(), found(room.parent / "class.zip")):
        assert says in (result["s01"].problem or "")
        assert "\n" not in (result["s01"].problem or "")
        assert [s.problem for s in result.values()][1:] == [None, None]
    (only,) = found(room / "s01.zip").values()
    assert only.problem
    assert sorted(room.parent.rglob("*")) == before


def test_a_name_that_leads_outside_costs_only_the_folder_it_starts_in(room: Path, found: Found) -> None:
    """In a class that is one archive."""
    files = {
        "class/s01/../s02/backprop.py": "evil",
        "class/s01/backprop.py": CODE,
        "class/s02/backprop.py": CODE,
    }
    write(
        room,
        {
            "class.zip": zipped(
                {**files, "class/s03/" + "d/" * 60 + "x.py": "", "class/s03/backprop.py": CODE}
            )
        },
    )
    result = found(room / "class.zip")
    assert "leads outside" in (result["s01"].problem or "")
    assert (result["s02"].problem, result["s02"].cells) == (None, (Cell(0, CODE),))
    assert "20 levels" in (result["s03"].problem or "")


def test_a_table_of_contents_that_fills_the_memory_is_not_read(
    room: Path, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor are more members than a class could have."""
    write(room, {"s01.zip": zipped({f"{n}.txt": "" for n in range(500)})})
    monkeypatch.setattr(archives, "LARGEST_DIRECTORY", 20_000)
    assert "more than 20000 files" in (found()["s01"].problem or "")
    monkeypatch.undo()
    monkeypatch.setattr(archives, "MOST_MEMBERS", 400)
    assert "more than 20000 files" in (found()["s01"].problem or "")


def test_a_tar_that_never_ends(room: Path, found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is decompressed no further than the limit."""
    monkeypatch.setattr(archives, "LARGEST_TAR", 1_000_000)
    write(room, {"s01.tgz": tarred({"backprop.py": bytes(60_000_000)})})
    tracemalloc.start()
    try:
        problem = found()["s01"].problem or ""
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert problem == "s01.tgz unpacks to far more than a submission needs; hand in the code only"


def test_archives_beside_a_submission(room: Path, found: Found) -> None:
    """What they hold lies there as if unpacked; a broken one, or one of another kind, is just a file."""
    helpers = zipped({"layers.py": "y = 1", "backprop.py": "never"})
    write(
        room, {"s01/backprop.py": CODE, "s01/code.zip": helpers, "s01/x.zip": "broken", "s01/y.rar": "Rar!"}
    )
    result = found()["s01"]
    assert (result.problem, result.cells) == (None, (Cell(0, CODE),))
    assert result.files == {"code.zip": helpers, "layers.py": b"y = 1", "x.zip": b"broken", "y.rar": b"Rar!"}


def test_a_rare_method_is_refused(room: Path, found: Found) -> None:
    """bzip2 inside a zip expands without a bound; few tools write it."""
    with zipfile.ZipFile(room / "s01.zip", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("backprop.py", CODE)
    assert "packed by a method that is not read here" in (found()["s01"].problem or "")


def test_an_archive_in_an_archive_in_an_archive(room: Path, found: Found) -> None:
    """One more than a learning system and a student make: whoever made it is asked to unpack it."""
    inner = zipped({"inner.zip": zipped({"innermost.zip": zipped(HANDED)})})
    write(room, {"s01.zip": inner})
    assert (
        found()["s01"].problem
        == "s01.zip holds no module and no notebook; expected backprop.ipynb or backprop.py"
    )


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Jörg/é.py".encode(), "Jörg/é.py"),
        ("Jörg/é.py".encode("cp437"), "Jörg/é.py"),
        ("Jörg/ß.py".encode("latin-1"), "Jörg/ß.py"),
        ("€".encode("cp1252") + b"\xe9", "€é"),
        (b"plain.py", "plain.py"),
    ],
)
def test_names_without_a_stated_encoding(raw: bytes, name: str) -> None:
    """UTF-8, else what DOS or Windows wrote."""
    assert name_of(raw) == name


def test_umlauts_in_the_names_of_a_zip(room: Path, found: Found) -> None:
    """Each with and without the mark for UTF-8."""
    write(
        room, {"a.zip": zipped({"Jörg/backprop.py": CODE}), "b.zip": unmarked(b"J\x94rg/backprop.py", CODE)}
    )
    write(room, {"c.zip": unmarked("Jörg Müller/backprop.py".encode(), CODE)})
    for path in ("a.zip", "b.zip", "c.zip"):
        assert found(room / path)[path[0]].path.parts[-2].startswith("Jörg")


def test_folders_of_windows(room: Path, found: Found) -> None:
    """Old tools there write them with backslashes."""
    with zipfile.ZipFile(room / "s01.zip", "w") as archive:
        info = zipfile.ZipInfo("hw\\backprop.py")
        info.create_system = 0
        archive.writestr(info, CODE)
    assert found()["s01"].path.parts[-2:] == ("hw", "backprop.py")


def test_an_archive_that_cannot_be_opened_is_said(
    room: Path, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's reason."""
    write(room, {"s01.zip": zipped(HANDED), "s02.py": CODE})

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(archives, "check_directory", refused)
    result = found()
    assert result["s01"].problem == "s01.zip cannot be read: permission denied"
    assert result["s02"].problem is None
    with pytest.raises(BadInput, match=r"s01\.zip cannot be read: permission denied"):
        found(room / "s01.zip")


def test_what_a_tar_holds_beside_files(room: Path, found: Found) -> None:
    """Links are not followed; pipes and files with holes are not there."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in {
            "backprop.py": tarfile.SYMTYPE,
            "x/": tarfile.DIRTYPE,
            "p.py": tarfile.FIFOTYPE,
        }.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    write(room, {"s01.tar": buffer.getvalue()})
    assert found()["s01"].problem == "s01.tar/backprop.py is a link; hand in the file itself"


def test_a_damaged_tar(room: Path, found: Found) -> None:
    """Whatever compresses it."""
    for number, mode in enumerate(("w", "w:gz", "w:bz2", "w:xz")):
        data = tarred(HANDED, mode)
        write(room, {f"s{number}.tar": data[: 520 if mode == "w" else -20], f"t{number}.tar": data[:20]})
        write(room, {f"u{number}.tar": b"\xff" * 512 if mode == "w" else data + data})
    write(room, {"v.tgz": b"BZh9" + b"\xff" * 100})
    for name, submission in found().items():
        assert submission.problem, name


def test_archives_that_are_held_in_memory_are_not_too_large(
    room: Path, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A zip on disk may be larger."""
    monkeypatch.setattr(archives, "LARGEST_PACKED", 1000)
    large = zipped({"backprop.py": CODE, "x.bin": os.urandom(2000)})
    write(
        room,
        {"s01.zip": large, "s02/all.zip": large, "class.zip": zipped({"s03.zip": large, "s04.py": CODE})},
    )
    assert [s.problem for s in found(room / "s01.zip", room / "s02").values()] == [None, None]
    result = found(room / "class.zip")
    assert result["s03"].problem == "s03.zip is larger than 0 MB; hand in the code only"
    assert result["s04"].problem is None

"""Where a file is looked for that is not where a notebook says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.paths import Paths

GIVEN = ("train.csv", "README", "images/cat/1.png", "images/dog/1.png", "glove/Embeddings.pkl", "a/x.csv",
         "b/x.csv", "models/best.pt")  # fmt: skip
OWN = ("notes.txt", "Helpers/words.txt", "images/own.png")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `work`, which is the current directory, and `data`."""
    for folder, names in (("data", GIVEN), ("work", OWN)):
        for name in names:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


@pytest.fixture
def paths(here: Path) -> Paths:
    found = Paths()
    found.offer(str(here / "data"))
    found.begin(str(here / "work"))
    return found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/content/drive/My Drive/hw1/data/train.csv", "data/train.csv"),
        ("/content/data/train.csv", "data/train.csv"),
        ("/kaggle/input/titanic/train.csv", "data/train.csv"),
        (r"C:\Users\me\train.csv", "data/train.csv"),
        ("C:/Users/me/Data/train.csv", "data/train.csv"),
        (r"data\train.csv", "data/train.csv"),
        ("../../data/train.csv", "data/train.csv"),
        ("DATA/Train.CSV", "data/train.csv"),
        ("train.csv", "data/train.csv"),
        ("data", "data"),
        ("Data/", "data"),
        ("/content/data/glove", "data/glove"),
        ("/home/me/images/cat", "data/images/cat"),
        ("Data/embeddings.pkl", "data/glove/Embeddings.pkl"),
        ("/content/b/x.csv", "data/b/x.csv"),
        ("/home/me/notes.txt", "work/notes.txt"),
        ("../helpers/Words.txt", "work/Helpers/words.txt"),
        ("/content/images/own.png", "work/images/own.png"),
        ("/content", "work"),
        ("/content/drive/MyDrive/", "work"),
    ],
)
def test_the_longest_end_that_exists_is_meant(paths: Paths, here: Path, path: str, found: str) -> None:
    """Whatever its case; a bare name is enough for a file that is the only one of its name."""
    assert paths.existing(path) == str(here / found)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "d/" * 100 + "README",
        "//",
        "x.csv",
        "/content/c/x.csv",
        "1.png",
        "cat",
        "/content/best.csv",
        "/etc/train.csv",
        "/proc/train.csv",
    ],
)
def test_what_may_be_two_things_or_none_is_not_found(paths: Paths, path: str) -> None:
    """Nor a folder by its bare name, nor what libraries look for in the system."""
    assert paths.existing(path) is None


def test_what_was_handed_in_comes_first(paths: Paths, here: Path) -> None:
    """Also where the course's data have more of the path."""
    (here / "work" / "Train.csv").write_text("own")
    assert paths.existing("/content/data/train.csv") == str(here / "work" / "Train.csv")


def test_a_name_of_the_same_case_is_preferred(paths: Paths, here: Path) -> None:
    """Two names that differ in nothing else are two files."""
    (here / "work" / "NOTES.txt").write_text("")
    assert paths.existing("/x/NOTES.txt") == str(here / "work" / "NOTES.txt")
    assert paths.existing("/x/Notes.txt") is None


@pytest.mark.parametrize(
    ("path", "made"),
    [
        ("/content/model.pt", "model.pt"),
        ("/content/drive/MyDrive/hw1/model.pt", "hw1/model.pt"),
        ("/home/me/hw1/model.pt", "home/me/hw1/model.pt"),
        ("/home/me/helpers/more.txt", "Helpers/more.txt"),
        ("checkpoints/model.pt", "checkpoints/model.pt"),
        ("../model.pt", "model.pt"),
        ("/tmp/a/b", "a/b"),
        ("/model.pt", "model.pt"),
    ],
)
def test_what_is_written_elsewhere_is_found_again(paths: Paths, here: Path, path: str, made: str) -> None:
    """Below the directory to work in, with its folders."""
    place = paths.place(path)
    assert place == str(here / "work" / made)
    Path(place).write_text("made")
    assert paths.existing(path) == place
    assert paths.own(path) == place


def test_nothing_is_made_among_the_systems_files(paths: Paths) -> None:
    """Nor in place of a file."""
    assert paths.place("/usr/lib/model.pt") is None
    assert paths.place("/content") is None
    assert paths.place("/content/notes.txt/deep/model.pt") is None


def test_the_courses_data_are_not_the_students_to_change(paths: Paths) -> None:
    """They are found for reading only."""
    assert paths.own("/content/data/train.csv") is None


def test_a_folder_that_the_course_gives_is_there_already(paths: Paths, here: Path) -> None:
    """Until the student has one of the same name."""
    assert paths.given("data") == str(here / "data")
    assert paths.given("/content/data/models") == str(here / "data" / "models")
    assert paths.given("models") is None
    assert paths.given("data/train.csv") is None
    assert paths.given("/content") is None
    (here / "work" / "data").mkdir()
    assert paths.given("data") is None


def test_nothing_is_looked_for_before_there_is_a_place_to_work() -> None:
    """The zygote itself reads as always."""
    paths = Paths()
    assert paths.existing("/content") is None
    assert paths.place("/content/model.pt") is None


def test_a_directory_that_has_been_removed_is_no_obstacle(
    paths: Paths, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The current one, or the one to work in."""
    gone = here / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert paths.existing("notes.txt") == str(here / "work" / "notes.txt")
    (here / "work").rename(here / "other")
    assert paths.existing("notes.txt") is None
    assert paths.place("/content/a/b") is None


names = st.text(st.characters(blacklist_characters="/\0", codec="utf-8"), max_size=4)


@given(st.lists(names | st.sampled_from(["..", ".", "data", "work", "images", "x.csv"])), st.booleans())
def test_what_is_found_lies_below_the_work_or_the_data(parts: list[str], absolute: bool) -> None:
    """Whatever the path."""
    paths = Paths()
    paths.data, paths._given, paths._named = "/data", {"data": [""]}, {"x.csv": ["a/x.csv"]}
    paths.begin("/nowhere/work")
    path = "/" * absolute + "/".join(parts)
    for found in (paths.existing(path), paths.own(path), paths.given(path)):
        assert found in (None, "/data", "/data/a/x.csv", "/nowhere/work")

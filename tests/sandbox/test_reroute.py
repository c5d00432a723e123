"""Files that notebooks open under the paths of other machines, in real workers."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import BuiltinFunctionType
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.endings import StudentRaised
from autograder.sandbox.launch import Launcher
from autograder.sandbox.paths import Paths
from autograder.sandbox.student import Student
from tests.sandbox.conftest import ROOT, Bench

DRIVE = "/content/drive/MyDrive/hw1"
CSV = "a,b\n1,2\n3,4\n"


def write_data(folder: Path) -> Path:
    """Data as an assignment ships them."""
    (folder / "deep").mkdir(parents=True)
    (folder / "train.csv").write_text(CSV)
    (folder / "deep" / "words.txt").write_text("cat dog")
    np.save(folder / "x.npy", np.arange(3.0))
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


@pytest.fixture(scope="module")
def launcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launcher]:
    """A zygote with numpy, and data."""
    data = write_data(tmp_path_factory.mktemp("course") / "data")
    with Launcher(["numpy"], ROOT, data=data) as launcher:
        launcher.wait()
        yield launcher


@pytest.fixture
def bench(launcher: Launcher) -> Iterator[Bench]:
    """Sessions on it."""
    with ExitStack() as stack:
        yield Bench(launcher, stack)


Ask = Callable[..., Any]
IMPORTS = "import glob, gzip, io, json, os, pathlib, shutil, zipfile\nimport numpy as np\n"


@pytest.fixture
def ask(bench: Bench) -> Ask:
    """What a function says whose body is given."""

    def asked(body: str, **files: bytes) -> Any:
        lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
        source = f"{IMPORTS}def f():\n{lines}"
        named = {name.replace("__", "/").replace("_", "."): data for name, data in files.items()}
        return Student(bench.run(source, files=named)).f()

    return asked


@pytest.mark.parametrize(
    "path",
    ["data/train.csv", "train.csv", "../data/train.csv", "Data/train.csv", "/kaggle/input/x/train.csv",
     r"C:\\Users\\me\\train.csv", f"{DRIVE}/data/train.csv", "/content/drive/My Drive/hw 1/train.csv"],
)  # fmt: skip
def test_the_courses_data_are_found_under_any_path(ask: Ask, path: str) -> None:
    """By whatever opens files or asks whether they are there."""
    found = ask(f"""
path = "{path}"
ways = [open(path).read(), open(file=path, mode="rb").read().decode(), io.open(path).read()]
ways += [pathlib.Path(path).read_text(), os.read(os.open(path, os.O_RDONLY), 99).decode()]
there = [os.path.exists(path), os.path.isfile(path), pathlib.Path(path).exists(), os.access(path, os.R_OK)]
table = [np.loadtxt(path, delimiter=",", skiprows=1), np.genfromtxt(path, skip_header=1, delimiter=",")]
facts = os.path.getsize(path), os.path.isdir(path)
return len(set(ways)), ways[0], there, [array.sum() for array in table], facts
""")
    assert found == (1, CSV, [True] * 4, [10.0, 10.0], (len(CSV), False))


def test_folders_of_the_data_can_be_listed(ask: Ask) -> None:
    """By every function that lists, under any path."""
    found = ask("""
top = sorted(os.listdir("/content/data"))
ways = [sorted(entry.name for entry in os.scandir("../data")), sorted(os.listdir(b"data"))[0].decode()]
walked = [(at, names) for at, _, names in os.walk("/content/drive/MyDrive/data/deep")]
globbed = [glob.glob("/content/data/*.csv"), glob.glob("data/**/*.txt", recursive=True)]
globbed += [glob.glob("/no/*.csv")]
globbed += [[str(path) for path in pathlib.Path("/content/data").glob("*/*.txt")]]
return top, ways, walked, globbed, os.path.isdir("Data"), glob.glob("/home/me/data/train.csv")
""")
    top = ["deep", "train.csv", "x.npy"]
    assert found[:2] == (top, [top, "deep"])
    assert found[2] == [("/content/drive/MyDrive/data/deep", ["words.txt"])]
    assert found[3] == [
        ["/content/data/train.csv"], ["data/deep/words.txt"], [], ["/content/data/deep/words.txt"],
    ]  # fmt: skip
    assert found[4:] == (True, ["/home/me/data/train.csv"])


def test_what_was_handed_in_wins(ask: Ask) -> None:
    """Over the course's file of the same name."""
    assert ask(f"return open('{DRIVE}/data/train.csv').read()", train_csv=b"own") == "own"
    assert ask("return open('/content/data/train.csv').read()", data__train_csv=b"own") == "own"


@pytest.mark.parametrize(
    "write",
    ["open({!r}, 'w').write('7')", "open({!r}, 'a').write('7')", "pathlib.Path({!r}).write_text('7')",
     "open({!r}, 'xb').write(b'7')"],
)  # fmt: skip
@pytest.mark.parametrize("path", [f"{DRIVE}/a.txt", "/model/a.txt", "none/a.txt", "../a.txt", "/tmp/a.txt"])
def test_what_is_saved_can_be_loaded_again(ask: Ask, write: str, path: str) -> None:
    """Under the same path, whether its folder is there or not; it is gone for the next task."""
    assert ask(f"{write.format(path)}\nreturn open({path!r}).read()") == "7"


def test_folders_are_made_where_the_student_may(ask: Ask) -> None:
    """What is saved in them is found, listed and removed under the same path."""
    found = ask(f"""
os.makedirs("{DRIVE}/out/deep", exist_ok=True)
os.makedirs("{DRIVE}/out/deep", exist_ok=True)
pathlib.Path("/kaggle/working/here").mkdir(parents=True)
np.save("{DRIVE}/out/deep/x.npy", np.ones(2))
np.savez("/home/me/z.npz", a=np.ones(2))
os.remove("{DRIVE}/out/deep/x.npy") if os.path.exists("{DRIVE}/out/deep/x.npy") else None
left = os.listdir("{DRIVE}/out/deep")
shutil.rmtree("{DRIVE}/out")
with zipfile.ZipFile("/content/z.zip", "w") as archive:
    archive.writestr("in/a.txt", "7")
zipfile.ZipFile("/content/z.zip").extractall("/content/unpacked")
with gzip.open("/home/me/a.gz", "wt") as file:
    json.dump([1], file)
shutil.copy("/content/unpacked/in/a.txt", "/content/b.txt")
ways = [open("/content/b.txt").read(), json.load(gzip.open("/home/me/a.gz"))]
ways += [np.load("/home/me/z.npz")["a"].sum(), os.path.realpath("/content/b.txt")]
return left, os.path.exists("{DRIVE}/out"), ways, sorted(os.listdir("/content"))
""")
    assert found[:3] == ([], False, ["7", [1], 2.0, "/content/b.txt"])
    assert found[3] == ["b.txt", "here", "home", "hw1", "unpacked", "z.zip"]


def test_the_courses_data_cannot_be_changed(ask: Ask) -> None:
    """Neither where they lie nor under another path; what is written there is the student's own."""
    found = ask("""
where = os.path.dirname(os.scandir("data").__next__().path)
tries = []
for way in (lambda: os.remove(where + "/train.csv"), lambda: os.chmod(where + "/train.csv", 0o666),
            lambda: os.rmdir("/content/data/deep"), lambda: open(where + "/train.csv", "r+"),
            lambda: os.open("data/train.csv", os.O_RDWR)):
    try:
        tries.append(way())
    except OSError as error:
        tries.append("refused")
original = os.open.__wrapped__
try:
    original(where + "/new", os.O_CREAT | os.O_WRONLY)
except OSError:
    tries.append("refused")
open("data/train.csv", "w").write("own")
return tries, open("/content/data/train.csv").read(), open(where + "/train.csv").read()
""")
    assert found[0] in (["refused"] * 6, ["refused", None, *["refused"] * 4])  # chmod may be pretended
    assert found[1:] == ("own", CSV)


def test_changing_to_a_folder_that_is_not_there_stays(ask: Ask) -> None:
    """To one that is, or that the course gives, it goes."""
    found = ask("""
here = os.getcwd()
os.chdir("/content/drive/MyDrive/DL course")
same = os.getcwd() == here
os.chdir("/content/data/deep")
inside = open("words.txt").read()
open("new.txt", "w").write("7")
os.chdir("/content")
return same, inside, os.getcwd() == here, open("data/deep/new.txt").read()
""")
    assert found == (True, "cat dog", True, "7")


def test_making_the_folder_of_the_data_hides_nothing(ask: Ask) -> None:
    """Notebooks make it before they would download what is in it."""
    found = ask("""
os.makedirs("data", exist_ok=True)
os.mkdir("/content/data")
os.mkdir("deep")
return sorted(os.listdir("data")), os.listdir("deep")
""")
    assert found == (["deep", "train.csv", "x.npy"], [])


NONE = "FileNotFoundError: [Errno 2] No such file or directory"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("open('/content/drive/none.csv')", f"{NONE}: '/content/drive/none.csv'"),
        ("os.listdir('none')", f"{NONE}: 'none'"),
        ("open('/content/data')", "IsADirectoryError: [Errno 21] Is a directory: '/content/data'"),
        ("os.mkdir('/x/a'); os.mkdir('/x/a')", "FileExistsError: [Errno 17] File exists: '/x/a'"),
        ("open('/usr/lib/x/y', 'w')", f"{NONE}: '/usr/lib/x/y'"),
        ("open('none', dir_fd=3)", "TypeError: 'dir_fd' is an invalid keyword argument for open()"),
        ("os.stat('train.csv', dir_fd=os.open('.', 0))", f"{NONE}: 'train.csv'"),
        ("os.chdir('train.csv')", "NotADirectoryError: [Errno 20] Not a directory: 'train.csv'"),
    ],
)  # fmt: skip
def test_what_is_not_found_is_told_as_always(ask: Ask, code: str, message: str) -> None:
    """With the path that the student wrote."""
    found = ask(f"""
try:
    {code}
except Exception as error:
    return f"{{type(error).__name__}}: {{error}}"
return ""
""")
    assert found == message


def test_a_missing_file_is_the_student_s_exception(bench: Bench) -> None:
    """Its traceback names the student's line."""
    student = bench.student("def f():\n    return open('/content/none.txt')\n")
    with pytest.raises(StudentRaised) as caught:
        student.f()
    assert "'/content/none.txt'" in str(caught.value)


def test_functions_look_as_before(ask: Ask) -> None:
    """Their names, signatures, places in a class; imports have the originals."""
    found = ask("""
import importlib._bootstrap_external as imports, inspect, posix, bz2, builtins
class A:
    opener = open
    stat = os.stat
used = A().opener("train.csv").read(3), A().stat("train.csv").st_size, builtins.open is io.open
early = bz2._builtin_open is open and os.stat in os.supports_dir_fd and os.scandir in os.supports_fd
imports = imports._os.stat is posix.stat and type(posix.stat) is type(len)
return used, early, imports, open.__name__, str(inspect.signature(os.mkdir))
""")
    assert found[0] == ("a,b", len(CSV), True)
    assert found[1:4] == (True, True, "open")
    assert found[4].startswith("(path, mode=511")


# ---- libraries ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_pandas_reads_and_writes(bench: Bench) -> None:
    """It opens files by Python's own function."""
    student = bench.student(f"""
        import pandas as pd
        def f():
            table = pd.read_csv("/content/drive/My Drive/data/train.csv")
            table.to_csv("{DRIVE}/out.csv", index=False)
            table.to_csv("/home/me/results/out.csv", index=False)
            table.to_pickle("none/out.pkl")
            again = [pd.read_csv(path) for path in ("{DRIVE}/out.csv", "/home/me/results/out.csv")]
            again.append(pd.read_pickle("none/out.pkl"))
            return [int(a.to_numpy().sum()) for a in (table, *again)]
    """)
    assert student.f() == [10] * 4


@pytest.mark.slow
def test_images_are_read_and_written(bench: Bench) -> None:
    """By PIL and by matplotlib."""
    student = bench.student(f"""
        from PIL import Image
        import matplotlib.pyplot as plt, numpy as np
        def f():
            Image.fromarray(np.full((4, 5, 3), 9, np.uint8)).save("{DRIVE}/figures/a.png")
            plt.plot([1, 2])
            plt.savefig("/content/b.png")
            sizes = Image.open("{DRIVE}/figures/a.png").size, plt.imread("{DRIVE}/figures/a.png").shape
            return sizes, plt.imread("/content/b.png").ndim
    """)
    assert student.f() == (((5, 4), (4, 5, 3)), 3)


TORCH = f"""
    import torch
    def f():
        paths = ["{DRIVE}/best.pt", "/content/models/best.pt", "none/best.pt", "best.pt"]
        for number, path in enumerate(paths):
            torch.save({{"w": torch.full((2,), number)}}, path)
        torch.save(torch.ones(1), f="/content/new.pt")
        with open("/content/file.pt", "wb") as file:
            torch.save(torch.ones(1), file)
        for name in ("new", "file"):
            assert torch.load(f"/content/{{name}}.pt", weights_only=True) == 1
        return [torch.load(path, weights_only=True)["w"].tolist() for path in paths]
"""
SAVED = [[0, 0], [1, 1], [2, 2], [3, 3]]


@pytest.mark.slow
def test_torch_saves_and_loads_under_the_same_path(bench: Bench) -> None:
    """Two folders are two places."""
    assert bench.student(TORCH).f() == SAVED


@pytest.mark.slow
def test_a_preloaded_torch_saves_and_loads(torch_launcher: Launcher) -> None:
    """Where the assignment gives no data, too."""
    with ExitStack() as stack:
        assert Bench(torch_launcher, stack).student(TORCH).f() == SAVED


# ---- on every tier ------------------------------------------------------------------------------

EVERYWHERE = f"""
    import os
    text = open("{DRIVE}/data/train.csv").read()
    def f():
        open("{DRIVE}/a.txt", "w").write("7")
        open("/tmp/b.txt", "w").write("8")
        where = os.path.dirname(next(os.scandir("data")).path)
        tries = []
        for name in ("train.csv", "new"):
            try:
                os.open.__wrapped__(os.path.join(where, name), os.O_CREAT | os.O_WRONLY)
                tries.append("opened")
            except OSError:
                tries.append("refused")
        again = open("{DRIVE}/a.txt").read(), open("/tmp/b.txt").read()
        return text, tries, again, sorted(os.listdir("data"))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "without",
    [(), ("namespaces",), ("namespaces", "uid"), ("namespaces", "uid", "landlock", "seccomp")],
    ids=["L3", "L2", "L1", "L0"],
)
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_data_are_there_on_every_tier(tmp_path: Path, without: tuple[str, ...], closed: bool) -> None:
    """Also where only the staff may read the course; the zygote's copy goes with it."""
    data = write_data(tmp_path / "course" / "data")
    if closed:
        for path in (data / "train.csv", data / "deep", data.parent):
            path.chmod(path.stat().st_mode & 0o700)
    with ExitStack() as stack:
        launcher = stack.enter_context(Launcher([], ROOT, without=without, data=data))
        found = Bench(launcher, stack).student(EVERYWHERE).f()
        assert found == (CSV, ["refused"] * 2, ("7", "8"), ["deep", "train.csv", "x.npy"])
        folder = launcher._folder
        assert bool(folder) == bool(without or closed)
    assert not (folder and os.path.exists(folder))


def test_nothing_is_replaced_in_the_grader() -> None:
    """Only a zygote's process installs them."""
    assert isinstance(os.stat, BuiltinFunctionType)
    assert not Paths().work

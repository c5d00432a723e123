"""What the machine lacks is told from what a student did wrong, by exceptions that were really raised."""

import functools
import warnings
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from autograder import batch
from autograder.judging import environment
from autograder.judging.environment import SAYINGS, explained, lack, statement
from autograder.judging.grader import Grader
from autograder.judging.removed import TABLE, words, written
from autograder.model import Cell, LoadNote, Outcome, Status, Submission
from tests.course import changed
from tests.judging.test_removed import ELSEWHERE

Facts = tuple[str, str, str]  # type, message, source

STANDARD = {
    "import collections; collections.Mapping":
        "Python has no `collections.Mapping` any more (removed in 3.10)",
    "from time import clock": "Python has no `time.clock` any more (removed in 3.8)",
    "import nosuchmodule": "the module nosuchmodule is not installed",
    "print 'x'": "this is Python 2: `print` is a statement there",
    "exec 'x' in {}": "this is Python 2: `exec` is a statement there",
    "import sys\nprint >>sys.stderr, 'x'": "this is Python 2: `print` is a statement there",
    "try:\n    x\nexcept ValueError, e:\n    pass": "this is Python 2: Python 3 has no `except Error, e`",
    "raise ValueError, 'x'": "this is Python 2: Python 3 has no `raise Error, text`",
    "x = `3`": "this is Python 2: Python 3 has no backticks",
    "x = 1 <> 2": "this is Python 2: Python 3 has no `<>`",
    "x = ur'x'": "this is Python 2: Python 3 has no `ur''`",
    "x = 0777": "this is Python 2: Python 3 has no `0777`",
    "x = 10L": "this is Python 2: Python 3 has no `10L`",
    "def f((a, b)): pass": "this is Python 2: Python 3 has no `def f((a, b))`",
    "t.cuda(async=True)": "`async` is a keyword since Python 3.7",
    "raw_input('?')": "this is Python 2: Python 3 has no `raw_input`",
    "{}.has_key(1)": "this is Python 2: Python 3 has no `dict.has_key`",
    "'x'.decode('utf-8')": "this is Python 2: Python 3 has no `str.decode`",
    "map(int, '12')[0]": "this is Python 2: `map` gives a list there",
    "len(zip([1], [2]))": "this is Python 2: `zip` gives a list there",
    "{}.keys()[0]": "this is Python 2: `keys` gives a list there",
    "import random; random.shuffle(range(3))": "this is Python 2: `range` gives a list there",
    "range(3) + [1]": "this is Python 2: `range` gives a list there",
    "sorted([1], cmp=max)": "this is Python 2: Python 3 has no `sort(cmp=…)`",
    "iter([1]).next()": "iterators have no `.next()` any more: it is `next(iterator)` now",
    "open('x.txt', 'rU')": "Python has no mode `U` of `open` any more (removed in 3.11)",
    "import random; random.sample({1, 2}, 1)": "Python draws no sample of a set any more (since 3.11)",
    "import os; os.environ['NO_SUCH_KEY']":
        "the environment variable NO_SUCH_KEY is not set where this is graded",
    "import urllib.request as r; r.urlopen('http://127.0.0.1:1')": environment.NETWORK,
    "import socket; socket.getaddrinfo('127.0.0.1', 'nosuchservice')": environment.NETWORK,
    "open('/content/drive/MyDrive/data.csv')": "the file /content/drive/MyDrive/data.csv is not here",
    "open('../input/train')": "the file ../input/train is not here",
    "open('train.csv')": "the file train.csv is not here",
    "import os; os.listdir('Data')": "the file Data is not here",
    "import os; os.rename('a.npy', 'b.npy')": "the file a.npy is not here",
    "import subprocess; subprocess.run(['nvidia-smi'])": "the program nvidia-smi is not here",
    "import ctypes; ctypes.CDLL('libnosuch.so.1')": "the library libnosuch.so.1 is not installed",
}  # fmt: skip
LIBRARIES = {
    "np.float(1)": "numpy has no `np.float` any more (removed in 1.24)",
    "np.NaN": "numpy has no `np.NaN` any more (removed in 2.0)",
    "np.DataSource": "numpy has no `np.DataSource` any more (removed in 2.0)",
    "from numpy import product": "numpy has no `np.product` any more (removed in 2.0)",
    "np.zeros(3).ptp()": "numpy has no `ndarray.ptp` any more (removed in 2.0)",
    "np.lib.index_tricks.CClass": "numpy has no `numpy.lib.index_tricks` any more (removed in 2.0)",
    "np.zeros(4).reshape(newshape=(2, 2))":
        "numpy has no `reshape(newshape=…)` any more (removed in 2.4)",
    "np.array([1.5], dtype=int, copy=False)\nnp.array([1.5], copy=False)":
        "numpy 2 never copies where `copy=False` is said",
    "np.array([[1, 2], [3]])": "numpy makes no array of rows of unequal length any more (since 1.24)",
    "np.uint8(-1)": "numpy does not cut a number to fit into uint8 any more (since 2.0)",
    "np.vstack(np.ones(2) for _ in range(2))": "numpy stacks no generator any more",
    "np.fromstring(b'12345678')": "numpy reads no bytes by `np.fromstring` any more (removed in 2.3)",
    "np.histogram([1], normed=True)": "numpy has no `histogram(normed=…)` any more (removed in 1.24)",
    "np.histogram2d([1], [1], normed=True)":
        "numpy has no `histogram2d(normed=…)` any more (removed in 1.24)",
    "np.histogramdd([[1]], normed=True)":
        "numpy has no `histogramdd(normed=…)` any more (removed in 1.24)",
    "np.loadtxt('data.txt')": "the file data.txt is not here",
    "np.loadtxt('http://127.0.0.1:1/data.txt')": environment.NETWORK,
    "pd.DataFrame().append({})": "pandas has no `DataFrame.append` any more (removed in 2.0)",
    "pd.Series().iteritems()": "pandas has no `Series.iteritems` any more (removed in 2.0)",
    "pd.Panel": "pandas has no `pd.Panel` any more",
    "pd.DataFrame({'a': [1]}).drop('a', 1)":
        "pandas takes the arguments of `drop` by name only (since 2.0)",
    **{
        f"pd.read_csv('x.csv', {name}=1)": f"pandas has no `read_csv({name}=…)` any more (removed in {since})"
        for since, names in {
            "2.0": "error_bad_lines mangle_dupe_cols prefix squeeze warn_bad_lines",
            "3.0": "date_parser delim_whitespace infer_datetime_format keep_date_col",
        }.items()
        for name in names.split()
    },
    "pd.to_datetime([], infer_datetime_format=True)":
        "pandas has no `to_datetime(infer_datetime_format=…)` any more (removed in 3.0)",
    "pd.DataFrame().to_csv(line_terminator='x')":
        "pandas has no `DataFrame.to_csv(line_terminator=…)` any more (removed in 2.0)",
    "pd.DataFrame().fillna(method='ffill')":
        "pandas has no `DataFrame.fillna(method=…)` any more (removed in 3.0)",
    "pd.DataFrame().fillna(0, downcast='infer')":
        "pandas has no `DataFrame.fillna(downcast=…)` any more (removed in 3.0)",
    "pd.DataFrame().groupby('a', squeeze=True)":
        "pandas has no `DataFrame.groupby(squeeze=…)` any more (removed in 2.0)",
    "pd.Series().groupby('a', squeeze=True)":
        "pandas has no `Series.groupby(squeeze=…)` any more (removed in 2.0)",
    "pd.read_parquet('x.parquet')": "a module that pandas needs is not installed",
    "pd.read_hdf('x.h5')": "the file x.h5 is not here",
    "plt.hold(True)": "matplotlib has no `plt.hold` any more",
    "plt.hist([1], normed=True)": "matplotlib has no `plt.hist(normed=…)` any more",
    "plt.hist([1], normed=True, histtype='step')": "matplotlib has no `plt.hist(normed=…)` any more",
    "plt.subplot(111, axisbg='w')": "matplotlib has no `plt.subplot(axisbg=…)` any more",
    "plt.gca(projection='3d')": "matplotlib has no `gca(projection=…)` any more",
    "plt.figure().gca(projection='3d')": "matplotlib has no `plt.gca(projection=…)` any more",
    "plt.stem([1], [1], use_line_collection=True)":
        "matplotlib has no `stem(use_line_collection=…)` any more",
    "plt.boxplot([1], labels=['a'])": "matplotlib has no `boxplot(labels=…)` any more",
    **{
        f"plt.{axis}scale('log', {name}=2)": f"matplotlib has no `LogScale({name}=…)` any more"
        for axis, name in (("x", "basex"), ("x", "nonposx"), ("y", "basey"), ("y", "nonposy"))
    },
    "plt.style.use('seaborn-whitegrid')": "matplotlib has no style `seaborn-whitegrid` any more",
    "plt.grid(b=True)": "matplotlib has no `grid(b=…)` any more",
    "plt.rcParams['axes.color_cycle']": "matplotlib has no setting `axes.color_cycle` any more",
    "plt.switch_backend('Qt5Agg')": "there is no screen where this is graded",
    "from PIL import Image; Image.ANTIALIAS": "Pillow has no `PIL.Image.ANTIALIAS` any more (removed in 10)",
    "from PIL import ImageFont; ImageFont.truetype('nosuch.ttf')": "a font is not here",
}  # fmt: skip
STEPS = "torch.optim.lr_scheduler.{}(torch.optim.SGD([torch.ones(1)], 0.1), {}verbose=True)"
TORCH = {
    "torch.gels": "torch has no `torch.gels` any more",
    "from torch import rfft": "torch has no `torch.rfft` any more",
    "import torch.utils.ffi": "torch has no `torch.utils.ffi` any more",
    "from torch._six import string_classes": "torch has no `torch._six` any more",
    "torch.symeig(torch.eye(2))": "torch has no `torch.symeig` any more",
    "torch.eig(torch.eye(2))": "torch has no `torch.eig` any more",
    "torch.eye(2).lstsq(torch.eye(2))": "torch has no `torch.lstsq` any more",
    "torch.fft(torch.ones(4), 1)": "torch has no function `torch.fft` any more",
    "torch.ones(2).sum().data[0]": "torch has no `loss.data[0]` any more: it is `loss.item()` now",
    "iter(torch.utils.data.DataLoader([1])).next()":
        "iterators have no `.next()` any more: it is `next(iterator)` now",
    "class f(torch.autograd.Function):\n    def forward(self, x): return x\nf()(torch.ones(1))":
        "torch has no autograd functions without static methods any more",
    "import io\nb = io.BytesIO()\ntorch.save(torch.nn.ReLU(), b)\nb.seek(0)\ntorch.load(b)":
        "torch loads nothing but weights any more (since 2.6)",
    "torch.load('model.pth')": "the file model.pth is not here",
    "torch.jit.load('model.pt')": "the file model.pt is not here",
    **{
        STEPS.format(name, more): f"torch has no `{name}(verbose=…)` any more"
        for name, more in {
            "CosineAnnealingLR": "9, ", "CyclicLR": "1, 2, ", "ExponentialLR": "0.1, ", "LambdaLR": "max, ",
            "MultiStepLR": "[1], ", "OneCycleLR": "1, 9, ", "ReduceLROnPlateau": "", "StepLR": "1, ",
        }.items()
    },
}  # fmt: skip
CPU_ONLY = (
    "torch.ones(2).cuda()", "torch.ones(2, device='cuda:0')", "torch.ones(2).to(0)",
    "torch.ones(2).to('mps')",
    "torch.cuda.set_device(0)", "torch.cuda.FloatTensor([1.0])", "torch.cuda.Stream()",
    "torch.Generator('cuda')", "torch.cuda.Event()",
)  # fmt: skip
TOLD: dict[Facts, str] = {
    ("AttributeError", "module 'numpy' has no attribute 'trapz'", "np.trapz([1])"):
        "numpy has no `np.trapz` any more (removed in 2.4)",
    ("TypeError", "reshape() got an unexpected keyword argument 'newshape'", "reshape(x, newshape=(2,))"):
        "numpy has no `reshape(newshape=…)` any more (removed in 2.4)",
    ("TypeError", "Calling np.sum(generator) is deprecated.Use np.sum(np.fromiter(generator))", ""):
        "numpy sums no generator any more (since 2.4)",
    **{
        ("TypeError", f"{name}() got an unexpected keyword argument 'interpolation'", f"np.{name}([1], 0.5)"):
            f"numpy has no `{name}(interpolation=…)` any more (removed in 2.4)"
        for name in ("percentile", "quantile", "nanpercentile", "nanquantile")
    },
    ("AttributeError", "`numpy.distutils` is not available from Python 3.12 onwards", ""):
        "numpy has no `numpy.distutils` any more",
    ("ImportError", "\n`load_boston` has been removed from scikit-learn since version 1.2.\n\nThe", ""):
        "scikit-learn has no `load_boston` any more (removed in 1.2)",
    ("NotImplementedError", "`interp2d` has been removed in SciPy 1.14.0.\n\nFor legacy code,", ""):
        "SciPy has no `interp2d` any more (removed in 1.14)",
    ("InvalidParameterError", "The 'criterion' parameter of DecisionTreeRegressor must be a str among "
     "{'absolute_error', 'poisson', 'squared_error'}. Got 'mse' instead.", ""):
        "scikit-learn has no `DecisionTreeRegressor(criterion='mse')` any more",
    ("TypeError", "got an unexpected keyword argument 'squared'", "mean_squared_error(a, b, squared=False)"):
        "scikit-learn has no keyword `squared` there any more",
    ("TypeError", "np.matrix is not supported. Please convert to a numpy array with np.asarray.", ""):
        "scikit-learn takes no `np.matrix` any more",
    ("ValueError", "Argument(s) not recognized: {'lr': 0.001}", "Adam(lr=0.001)"):
        "keras has no `lr=…` of an optimizer any more",
    ("EOFError", "input() cannot be answered while grading", "input()"):
        "nobody answers `input()` where this is graded",
    ("LookupError", "\n****\n  Resource \ufffd[93mpunkt\ufffd[0m not found.\n  Please use the "
     "NLTK Downloader to obtain the resource:", ""):
        "the data of nltk are not here",
    ("OSError", "[E050] Can't find model 'en_core_web_sm'. It doesn't seem to be a package", ""):
        "the model en_core_web_sm is not here",
    ("RuntimeError", "Dataset not found. You can use download=True to download it", ""):
        "the data set is not here",
    ("PermissionError", "[Errno 13] Permission denied", "pool = multiprocessing.Pool(4)"):
        "processes cannot share memory where this is graded",
    ("PermissionError", "[Errno 13] Permission denied", "requests.get(url)"): environment.NETWORK,
    ("RuntimeError", "It looks like there is no internet connection and the repo", ""): environment.NETWORK,
    ("PermissionError", "[Errno 13] Permission denied: '/content/out.txt'", ""):
        "/content/out.txt cannot be used where this is graded",
    ("OSError", "[Errno 30] Read-only file system: '/content'", ""):
        "/content cannot be used where this is graded",
    ("FileNotFoundError", "[Errno 2] No such file or directory: 'C:\\\\Users\\\\me\\\\x'", ""):
        "the file C:\\\\Users\\\\me\\\\x is not here",
    ("StandInUsed", "the module gensim is not installed where this is graded (gensim.models was used)", ""):
        "the module gensim is not installed",
    ("StandInUsed", "it raised FileNotFoundError: [Errno 2] No such file or directory: 'a.csv'", ""):
        "the file a.csv is not here",
    ("StandInUsed", "it raised StandInUsed: the module cv2 is not installed where this is graded", ""):
        "the module cv2 is not installed",
    ("StandInUsed", "it raised ZeroDivisionError", ""): "",
    ("FileNotFoundError", "[Errno 2] No such file or directory: '/a\n\n{b} " + "c" * 2000 + "'", ""):
        "the file /a {b} " + "c" * 284,
}  # fmt: skip
OWN = (
    "np.sqroot(4)", "np.matmull", "np.flaot", "np.zero((2, 2))", "np.random.rnad(3)",
    "from numpy import dott", "np.zeros(3).reshap(3)", "np.zeros(3).append(1)",
    "np.array([[1, 2], [3]], dtype=float)",
    "a = np.zeros(3)\na[0] = [1, 2]", "np.zeros(3) + np.zeros(4)", "np.zeros(3)[1.5]",
    "np.ones(2) @ np.ones(3)", "np.zeros(3, dtpye=float)", "np.zeros(4).reshape(3, 2)",
    "np.concatenate(np.ones(2), np.ones(2))",
    "def reshape(x, shape): pass\nreshape(1, shpae=2)", "def fit(X, y): pass\nfit(X=1, y=2, normalize=True)",
    "class Ridge:\n    def __init__(self, lam): pass\nRidge(lmbda=1)", "[1, 2][3]", "{}['OPENAI_API_KEY']",
    "undefined_name", "None + 1", "range(10 / 2)", "[1, 2, 3][4 / 2]", "range(3)[3]", "[].next()",
    "class Net: pass\nNet().has_key(1)", "len(3)", "(1, 2).append(3)",
    "def f(x)\n    pass", "x = (1,\ny = 2", "for i in range(3) print(i)", "if x = 1: pass", "x = 1 = 2 +",
    "try:\n    x\nexcept ValueError, TypeError:\n    pass", "x = 01", "import numpy.linalgg",
    "from collections import OrderdDict", "open('')", "open('helpers.py')", "open('notes')", "1 / 0",
    "assert False, 'x'",
    "raise PermissionError(13, 'Permission denied', 'mine.txt')", "pd.DataFrame({'a': [1]}).appnd",
    "int('x')", "pd.DataFrame({'a': [1]})['b']", "pd.read_csv('x.csv', sepp=1)", "pd.DataFrame().head(1, 2)",
    "plt.plot([1], colr='r')", "plt.style.use('seabron')", "plt.hist([1], normd=True)",
    "plt.rcParams['figure.size']", "import os; os.environ['HOME'] + 1",
)  # fmt: skip
OWN_TORCH = (
    "torch.mattmul", "torch.zeros(3)[0][0]", "torch.ones(2).squeze()", "torch.nn.Liner(1, 2)",
    "torch.ones(2).to('cud')", "torch.ones(2) @ torch.ones(3)", "torch.ones(2, requires_grad=True).numpy()",
    "torch.optim.SGD([torch.ones(1)], lr=0.1, momentm=0.9)", "torch.utils.data.DataLoader([1]).next()",
    "torch.nn.LSTM(2, 2)(torch.ones(1, 1, 2), 3)", "1 - (torch.ones(2) > 0)", "torch.zeros(3).sort_()",
    "from torch.nn.init import xavierr", "torch.ones(2)()", "torch.ones(1).backward()",
)  # fmt: skip


@functools.cache
def facts(code: str) -> Facts:
    """What this code raises, as a report of it would be told."""
    names: dict[str, Any] = {"__name__": "submission"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module, short in (
            ("numpy", "np"),
            ("pandas", "pd"),
            ("torch", "torch"),
            ("matplotlib.pyplot", "plt"),
        ):
            if f"{short}." in code:
                exec(f"import {module} as {short}", names)
        try:
            exec(code, names)
        except BaseException as error:
            return type(error).__name__, str(error)[:300], code
        finally:
            if "plt" in names:
                names["plt"].close("all")
    pytest.fail(f"raised nothing: {code}")


@pytest.mark.parametrize("code", STANDARD)
def test_what_python_or_the_machine_lacks(code: str) -> None:
    """Each of these would run with an older Python, a file, a network."""
    assert lack(*facts(code)) == STANDARD[code]


@pytest.mark.slow
@pytest.mark.parametrize("code", LIBRARIES)
def test_what_libraries_lack(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of these would run with an older numpy, pandas, matplotlib."""
    monkeypatch.chdir(tmp_path)
    assert lack(*facts(code)) == LIBRARIES[code]


@pytest.mark.slow
@pytest.mark.parametrize("code", TORCH)
def test_what_torch_lacks(code: str) -> None:
    """Each of these would run with an older torch."""
    assert lack(*facts(code)) == TORCH[code]


@pytest.mark.slow
@pytest.mark.parametrize("code", CPU_ONLY)
def test_a_machine_without_graphics_processor_says_so(code: str) -> None:
    """Each of these would run on one that has it."""
    import torch

    if torch.accelerator.is_available():
        pytest.skip("this machine has a graphics processor")
    assert lack(*facts(code)) == environment.GPU


@pytest.mark.parametrize("told", TOLD)
def test_what_is_not_installed_here_says_the_same(told: Facts) -> None:
    """Messages as libraries and workers gave them that this test cannot call."""
    assert lack(*told) == TOLD[told]


@pytest.mark.slow
@pytest.mark.parametrize("code", OWN + OWN_TORCH)
def test_a_mistake_of_the_students_own_is_not_excused(code: str) -> None:
    """Slips, shapes, keywords of their own functions, files that are no data."""
    assert lack(*facts(code)) == ""


@pytest.mark.slow
def test_every_rule_is_raised_by_something() -> None:
    """No saying and no keyword of an installed library stands there untried."""
    raised = [facts(code) for code in (*STANDARD, *LIBRARIES, *TORCH, *CPU_ONLY)] + list(TOLD)
    assert [s.message for s in SAYINGS if not any(s.means(*each) for each in raised)] == []
    said = {lack(*each) for each in raised}
    keywords = {key: row for key, row in TABLE.items() if key[0].endswith("()") and row[0] not in ELSEWHERE}
    assert [key for key, row in keywords.items() if words(*row, written(*key)) not in said] == []


NOTES = {
    "it raised NameError: name 'xrange' is not defined": "this is Python 2: Python 3 has no `xrange`",
    "it raised KeyError: 'KEY'": "the environment variable KEY is not set where this is graded",
    "it raised EOFError": "",
    "it raised ZeroDivisionError: division by zero": "",
    "it does not compile: SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?":
        "this is Python 2: `print` is a statement there",
    "it does not parse: invalid syntax": "this is Python 2: Python 3 has no `<>`",
    "it does not parse: '(' was never closed": "",
    "this is Python 2, which is not understood any more (invalid decimal literal)": "this is Python 2",
    "it used more than 4 s of computing time": "",
}  # fmt: skip


@pytest.mark.parametrize("why", NOTES)
def test_a_statement_that_failed_while_loading_says_it_too(why: str) -> None:
    """The words stand behind the reason, unless the reason says so itself."""
    note = LoadNote("cell 2, line 3", why, ("f",))
    source = "f = os.environ['KEY'] if a <> b else 1"
    assert environment.of_note(note, source) == NOTES[why]
    itself = not NOTES[why] or why.startswith("this is Python 2")
    said = f"{why} (the cause is the machine that grades, not your reasoning: {NOTES[why]})"
    assert explained(note, source) == (note if itself else LoadNote(note.where, said, note.names))


def test_the_source_of_a_statement_goes_to_its_end() -> None:
    """From its line to the next line at the margin; that of another file is not known."""
    cells = {3: "a = 1\ntry:\n    b\n\nexcept Error, e:\n    c = [\n]\nd = 1\n"}
    whole = "try:\n    b\n\nexcept Error, e:\n    c = [\n]"
    assert statement(LoadNote("cell 3, line 2", "", cell=3, line=2), cells) == whole
    assert statement(LoadNote("cell 3, line 8", "", cell=3, line=8), cells) == "d = 1"
    assert statement(LoadNote("cell 3, line 9", "", cell=3, line=9), cells) == ""
    assert statement(LoadNote("cell 4, line 1", "", cell=4, line=1), cells) == ""
    assert statement(LoadNote("tools.py, line 2", "", cell=3, line=2), cells) == ""
    assert statement(LoadNote("import x", ""), cells) == ""


LACKING = (
    "import nosuchmodule",
    "def add(x, y): return nosuchmodule.add(x, y) + 1",
    "def double(x): return np.float(2) * x",
    "def slope(f, t):\n    import socket\n    socket.create_connection(('127.0.0.1', 1))",
    "def count(boxes): return len(open('/content/boxes.csv').read())",
    "answer = np.product([1]) and None",
)


def judged(grader: Grader, *sources: str) -> dict[str, Outcome]:
    """The outcomes of a module, by task."""
    told: list[Any] = []
    cells = (Cell(0, "import numpy as np\n" + dedent(changed(*sources))),)
    grader.judge(Submission("ana", Path("ana.py"), cells), told.append)
    return {outcome.task: outcome for outcome in told if isinstance(outcome, Outcome)}


def test_the_student_reads_that_it_is_the_machine(tiny: Grader) -> None:
    """The outcome stays `raised`; the sentence tells the cause, and staff are told it too."""
    found = judged(tiny, *LACKING)["double_is_twice_as_much"]
    lacking = "numpy has no `np.float` any more (removed in 1.24)"
    first, *_, cause, place = found.says.split("\n")
    assert found.status is Status.RAISED
    assert first == "Your code raised AttributeError: module 'numpy' has no attribute 'float'."
    assert cause == f"The cause is the machine that grades, not your reasoning: {lacking}."
    assert place.endswith(", in double: def double(x): return np.float(2) * x")
    assert found.staff == f"environment: {lacking}"


def test_a_network_that_is_not_there_is_the_machines(tiny: Grader) -> None:
    """Whatever holds the code back here, a connection fails in a way that is understood."""
    assert judged(tiny, *LACKING)["slope_of_a_parabola"].staff == f"environment: {environment.NETWORK}"


def test_a_mistake_in_a_task_is_not_the_machines(tiny: Grader) -> None:
    """Nothing is added to what was raised."""
    found = judged(tiny, "def double(x): return np.sqroot(x)")["double_is_twice_as_much"]
    assert found.says.startswith(
        "Your code raised AttributeError: module 'numpy' has no attribute 'sqroot'\n  line"
    )
    assert (found.status, found.staff) == (Status.RAISED, "")


def test_a_name_that_is_absent_because_of_the_machine_says_so(tiny: Grader) -> None:
    """As its statement's note does."""
    found = judged(tiny, "del answer", *LACKING)["answer_is_forty_two"]
    assert found.status is Status.ABSENT
    assert "(the cause is the machine that grades, not your reasoning: numpy has no `np.product`" in (
        found.says
    )


def test_staff_get_what_was_lacking_once(tiny: Grader) -> None:
    """From modules, statements and tasks, in this order."""
    cells = (Cell(0, "import numpy as np\n" + changed(*LACKING)),)
    (report,) = batch.grade(tiny, [Submission("ana", Path("ana.py"), cells)], 1)
    assert report.environment == (
        "the module nosuchmodule is not installed",
        "numpy has no `np.product` any more (removed in 2.0)",
        environment.NETWORK,
        "the file /content/boxes.csv is not here",
        "numpy has no `np.float` any more (removed in 1.24)",
    )

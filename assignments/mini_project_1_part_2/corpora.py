"""The corpus as the judge knows it, small parts of it, and how similar its texts are.

pairs of a question and its answer come from data/corpus.json, their vectors from data/sentences.npz
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from autograder.claims import Claim, Mismatch

DATA = Path(__file__).with_name("data")
CONTENT = json.loads((DATA / "corpus.json").read_text(encoding="utf-8"))
QUERIES, DOCUMENTS, QRELS = CONTENT["queries"], CONTENT["documents"], CONTENT["qrels"]
PAIRS = [(query, document) for rows in QRELS.values() for query, document, _ in rows]
K = 10
CLOSE = 1e-5  # similarities that differ by less are equal
SHORTEST = 20  # characters by which a printed answer is known; no two answers begin alike


def table():
    """{text: its vector of length 1} of all questions and answers."""
    with np.load(DATA / "sentences.npz") as held:
        vectors = held["vectors"].astype(float)
        texts = held["texts"].tolist()
    return dict(zip(texts, vectors / np.linalg.norm(vectors, axis=1, keepdims=True), strict=True))


VECTORS = table()


def relevance(split):
    """{query id: its relevant documents} of a split."""
    found = {}
    for query, document, _ in QRELS[split]:
        found.setdefault(query, []).append(document)
    return found


@dataclass(frozen=True)
class Corpus:
    """A few answers and the questions to them, all in the test split."""

    queries: tuple[str, ...]  # ids, as in data/corpus.json
    documents: tuple[str, ...]
    question: str = ""  # what is asked, where something is

    @property
    def served(self):
        """What the stand-in for `datasets` serves; train and validation hold questions of others."""
        of = [[q, d, 2] for q, d in PAIRS if q in self.queries and d in self.documents]
        others = [query for query in QUERIES if query not in self.queries][:4]
        made_up = [[query, document, 1] for query, document in zip(others, self.documents, strict=False)]
        return serving(
            [*self.queries, *others],
            self.documents,
            {"train": made_up[:2], "validation": made_up[2:], "test": of},
        )

    def similarities(self, text):
        """{document: the cosine of its vector with that of a text}."""
        return {each: float(VECTORS[DOCUMENTS[each]] @ VECTORS[text]) for each in self.documents}


def serving(queries, documents, qrels):
    """A corpus with these queries, documents and relations."""
    return {
        "queries": {each: QUERIES[each] for each in queries},
        "documents": {each: DOCUMENTS[each] for each in documents},
        "qrels": qrels,
    }


def plain(text):
    """Words without punctuation and capitals."""
    return " ".join(re.findall(r"\w+", text.lower()))


def beginning(document):
    """How a printed answer begins."""
    return f" {plain(DOCUMENTS[document])[:SHORTEST]}"


EVERYTHING = "".join(f" {plain(text)} " for text in (*QUERIES.values(), *DOCUMENTS.values()))
CLEAR = [
    document for document in DOCUMENTS if EVERYTHING.count(beginning(document)) == 1
]  # nobody quotes them


@st.composite
def corpora(draw):
    """A Corpus of 11 to 14 documents."""
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    documents = sorted(CLEAR)
    some = [documents[i] for i in rng.permutation(len(documents))[: draw(st.integers(11, 14))]]
    queries = dict.fromkeys(query for query, document in PAIRS if document in some)
    return Corpus(tuple(queries), tuple(some))


# ---- claims -----------------------------------------------------------------------------------------


class Best(Claim):
    """The ids of at least ten documents, those most similar to a query first; equal ones in any order."""

    __slots__ = ("similarities",)

    def __init__(self, similarities, name):
        super().__init__(name)
        self.similarities = similarities

    def check(self, got):
        """Raise Mismatch about the first place that is wrong."""
        if not isinstance(got, list):
            raise Mismatch(self.name, f"of type {type(got).__name__}", "a list of ids")
        best = sorted(self.similarities, key=lambda each: -self.similarities[each])
        for place, wanted in enumerate(best[:K]):
            where = f"place {place + 1} of {self.name}"
            if place >= len(got):
                raise Mismatch(where, "empty", self._shown(wanted))
            if not isinstance(got[place], str) or got[place] not in self.similarities:
                raise Mismatch(where, repr(got[place])[:60], f"the id {self._shown(wanted)}")
            if got[place] in got[:place]:
                raise Mismatch(where, f"{got[place]} again", self._shown(wanted))
            if abs(self.similarities[got[place]] - self.similarities[wanted]) > CLOSE:
                raise Mismatch(where, self._shown(got[place]), self._shown(wanted))

    def _shown(self, document):
        return f"{document} (similarity {self.similarities[document]:.4f})"


# ---- what was printed -------------------------------------------------------------------------------


def mentioned(text, documents):
    """Which documents a text mentions, by their ids or by how they begin, in the order of first mention."""
    words, found = f" {plain(text)} ", {}
    for each in documents:
        marks = f" {plain(each)} ", beginning(each)
        places = [words.find(mark) for mark in marks if mark in words]
        if places:
            found[each] = min(places)
    return sorted(found, key=found.get)


NUMBER = re.compile(r"(?<![\w.])-?\d*\.\d{2,}(?:e-?\d+)?%?|(?<![\w.])-?\d+(?:\.\d+)?\s?%", re.IGNORECASE)


def numbers_in(text):
    """The numbers with two decimals or more in a text, as (value, how far it may be rounded)."""
    found = []
    for match in NUMBER.findall(text):
        digits = match.rstrip("% ")
        decimals = len(digits.lower().partition("e")[0].partition(".")[2])
        shrunk = 100 if match.endswith("%") else 1
        found.append((float(digits) / shrunk, 0.5001 * 10.0**-decimals / shrunk + 10 * CLOSE))
    return found

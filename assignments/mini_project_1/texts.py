"""What is drawn: words with vectors of their own, sentences, and searches among categories.

A table of word vectors is float32 (n, 50). Every fifth column is the same, so that few numbers are drawn;
the first is different for each word, so that no two words have the same vector.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from assignments.mini_project_1.standins.offline_encoder import embedding, known
from autograder.claims.strategies import arrays

ENCODER = str(Path(__file__).with_name("data") / "encoder.npz")
TEXTS = sorted(known(ENCODER))
WORDS = [text for text in TEXTS if text.isalpha() and text.islower()]
SENTENCES = [text for text in TEXTS if " " in text and text == text.lower()]
UNKNOWN = ("xqzt", "blorf", "wugly", "zzyva")  # in no vocabulary
WAYS = (str.capitalize, str.upper, str)
MARKS = (",", ".", "!", "?", ";", ":")
MODEL, MINILM = "50d", "all-MiniLM-L6-v2"
D, DRAWN = 50, 5  # columns of a table, and how many of them are drawn
GAP = 0.01  # between two cosines that are to be told apart


@dataclass(frozen=True)
class Glove:
    """Word vectors: {word: row}, and the rows."""

    index: dict
    table: np.ndarray  # (n, 50)

    def vectors(self, words):
        """The vectors of these words in float64: (len, 50)."""
        return self.table[[self.index[word] for word in words]].astype(np.float64)

    def total(self, words):
        """The sum of the vectors of the known words, and of their absolute values: (50,) each."""
        vectors = self.vectors([word for word in words if word in self.index])
        return vectors.sum(0), np.abs(vectors).sum(0)


@st.composite
def gloves(draw, least=3, most=6):
    """A Glove of distinct words whose rows are in no order."""
    n = draw(st.integers(least, most))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=n, max_size=n, unique=True))
    table = draw(arrays((n, DRAWN), "float32", away=0.1))
    table[:, 0] = np.arange(1, n + 1) * np.where(table[:, 0] < 0, -0.5, 0.5)
    rows = draw(st.permutations(range(n)))
    return Glove(dict(zip(words, rows, strict=True)), np.tile(table, D // DRAWN))


def sentences(words, least=1, most=6):
    """Lists of these words, which may come again."""
    return st.lists(st.sampled_from(list(words)), min_size=least, max_size=most)


@dataclass(frozen=True)
class Sentences(Glove):
    """Word vectors, and texts."""

    texts: tuple

    @classmethod
    def of(cls, glove, *texts):
        """These texts, each a list of words."""
        return cls(glove.index, glove.table, tuple(map(" ".join, texts)))

    @property
    def words(self):
        """The words of each text."""
        return [text.split(" ") for text in self.texts]


@st.composite
def known_sentences(draw):
    """A text whose words are all known; some come again."""
    glove = draw(gloves())
    return Sentences.of(glove, draw(sentences(glove.index)))


@st.composite
def unknown_sentences(draw):
    """A text without a known word."""
    return Sentences.of(draw(gloves()), draw(sentences(UNKNOWN, most=3)))


@st.composite
def mixed_sentences(draw):
    """Three texts, each with one to four known words and one or two unknown ones."""
    glove = draw(gloves())
    found = [draw(sentences(glove.index, most=4)) + draw(sentences(UNKNOWN, most=2)) for _ in range(3)]
    return Sentences.of(glove, *(draw(st.permutations(words)) for words in found))


@st.composite
def with_capitals(draw):
    """A text, and the same text with at least one capital."""
    drawn = draw(known_sentences())
    ways = draw(st.lists(st.sampled_from(WAYS), min_size=6, max_size=6))
    first, *others = (way(word) for way, word in zip(ways, drawn.words[0], strict=False))
    return Sentences.of(
        drawn, *drawn.words, [first if first != first.lower() else first.capitalize(), *others]
    )


@st.composite
def with_marks(draw):
    """A text with a punctuation mark behind some words, not behind all; then it as it may be read.

    Without the marks; with an unknown word for each word that has one; with the mark as a word of its own.
    """
    glove, mark = draw(gloves()), draw(st.sampled_from(MARKS))
    words = draw(sentences(glove.index, least=2, most=5))
    n = len(words)
    behind = draw(st.sets(st.integers(0, n - 1), min_size=1, max_size=n - 1))

    def marked(change):
        return [change(word) if k in behind else word for k, word in enumerate(words)]

    kept, split = marked(lambda word: UNKNOWN[0] + word), marked(lambda word: f"{word} {UNKNOWN[0]}")
    return Sentences.of(glove, marked(lambda word: word + mark), words, kept, split)


@dataclass(frozen=True)
class Search:
    """A search: what the session holds, and what tells the student how to embed it."""

    categories: str
    text: str
    metadata: dict

    @property
    def asked(self):
        """What a search is called with."""
        return self.categories, self.text, self.metadata

    @cached_property
    def x(self):
        """The vector of the text: (d,)."""
        if "embeddings" in self.metadata:
            return self.glove.vectors(self.text.split(" ")).mean(0)
        return self.encoded([self.text])[0]

    @cached_property
    def ys(self):
        """The vectors of the categories: (n, d)."""
        return self.glove.vectors(self.names) if "embeddings" in self.metadata else self.encoded(self.names)

    @property
    def glove(self):
        """The word vectors."""
        return Glove(self.metadata["word_index_dict"], self.metadata["embeddings"])

    def encoded(self, texts):
        """What the encoder makes of these: (len, d)."""
        found = [embedding(text, self.metadata["model_name"], ENCODER) for text in texts]
        return np.stack(found).astype(np.float64)

    @property
    def names(self):
        """The categories, in lower case."""
        return self.categories.lower().split(" ")

    @property
    def cosines(self):
        """cos(x, y) for each category: (n,)."""
        return self.ys @ self.x / (np.linalg.norm(self.ys, axis=1) * np.linalg.norm(self.x))

    def by_name(self, scores):
        """{category: score}."""
        return dict(zip(self.names, scores, strict=True))

    @property
    def most_similar(self):
        """The category with the largest cosine."""
        return self.names[int(np.argmax(self.cosines))]

    @property
    def clear(self):
        """Whether one category is the most similar, by a margin, and another one is clearly less."""
        *_, second, first = np.sort(self.cosines)
        return first - second > GAP and np.ptp(self.cosines) > 2 * GAP


def glove_metadata(index, table):
    """What a search by GloVe is told."""
    return {"embedding_model": "glove", "word_index_dict": index, "embeddings": table, "model_type": MODEL}


ROWS = {"music": 2, "war": 0, "bread": 3, "coffee": 1}
COLUMNS = np.float32([[-0.6, 0.8], [1.0, 0.0], [0.0, -1.0], [0.8, 0.6]])  # of length 1
BY_GLOVE = Search("war bread music", "coffee bread", glove_metadata(ROWS, np.tile(COLUMNS, D // 2)))


@dataclass(frozen=True)
class Capitalised(Search):
    """The same, and its categories in another order, written with capitals."""

    written: str

    @property
    def turned(self):
        """The search among those."""
        return Search(self.written, self.text, self.metadata)


@st.composite
def glove_searches(draw):
    """A Search by GloVe in which all words are known and lower-case; two to five categories."""
    glove = draw(gloves(least=4, most=7))
    categories = draw(st.permutations(list(glove.index)))[: draw(st.integers(2, 5))]
    text = draw(sentences(glove.index, most=4))
    return settled(Search(" ".join(categories), " ".join(text), glove_metadata(glove.index, glove.table)))


@st.composite
def capitalised(draw):
    """A Search by GloVe, and the same one with its categories capitalised and in another order."""
    search = draw(glove_searches())
    written = [name.upper() if draw(st.booleans()) else name.capitalize() for name in search.names]
    return Capitalised(*search.asked, " ".join(written[1:] + written[:1]))


@st.composite
def encoder_searches(draw, kind, model):
    """A Search by an encoder ("transformers" or "openai"): a sentence or a word, two to five categories."""
    categories = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True))
    text = draw(st.sampled_from(SENTENCES + WORDS[:8]))
    return settled(Search(" ".join(categories), text, {"embedding_model": kind, "model_name": model}))


def settled(search):
    """The search, if its scores differ enough for every claim about them."""
    assume(search.clear)
    return search

"""Where the stand-ins for sentence_transformers and openai take their vectors from.

The texts in data/encoder.npz have their vectors from all-MiniLM-L6-v2; any other text has the mean of its
words' vectors, where a word that is not in the file has one drawn from its letters. Other models are
distortions of this one, each its own: similar texts stay similar, and no score is the same.
"""

import functools
import re
import zlib

import numpy as np

DATA = "data/encoder.npz"
MINILM, SIZE = "all-MiniLM-L6-v2", 384
SIZES = {
    "text-embedding-3-small": 1536,
    "text-embedding-3-large": 3072,
    "text-embedding-ada-002": 1536,
    "all-mpnet-base-v2": 768,
    "paraphrase-multilingual-mpnet-base-v2": 768,
    "multi-qa-mpnet-base-dot-v1": 768,
    "distiluse-base-multilingual-cased-v1": 512,
}


def embedding(text, model=MINILM, path=DATA):
    """The vector of a text, of length 1 in float32; how many numbers it has depends on the model."""
    name = str(model).rpartition("/")[2] or MINILM
    vector = known(path).get(text)
    vector = from_words(text, path) if vector is None else vector
    if name != MINILM:
        weights = np.exp(drawn(name) / 2)  # (384,)
        vector = np.resize(vector * weights, size(name))
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def size(model):
    """How many numbers a vector of this model has."""
    return SIZES.get(str(model).rpartition("/")[2], SIZE)


@functools.cache
def known(path):
    """{text: vector (384,)} of the texts in the file."""
    with np.load(path) as held:
        return dict(zip(held["texts"].tolist(), held["vectors"].astype(np.float64), strict=True))


def from_words(text, path):
    """A vector for a text that is not in the file: (384,)."""
    words = re.findall(r"\w+", text.lower()) or [""]
    return sum(known(path).get(word, drawn(word) / SIZE**0.5) for word in words) / len(words)


def drawn(text):
    """Normal numbers that follow from the letters of a text: (384,)."""
    return np.random.default_rng(zlib.crc32(text.encode("utf-8", "replace"))).normal(size=SIZE)

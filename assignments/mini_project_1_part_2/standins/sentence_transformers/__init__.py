"""sentence_transformers, offline: real vectors of all-MiniLM-L6-v2 under a few layers that can be trained.

What the layers of a real encoder do is in the table; what fine-tuning changes is one factor and one shift for
each of the 384 numbers in each of 24 layers, which begin at 1 and 0. A text that is not in the table gets a
vector that its words determine. Parameters have the names of the real model, to be frozen by.
"""

import os
import re
import zlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from sentence_transformers.readers import InputExample
from sentence_transformers.trainer import SentenceTransformerTrainer, fit
from sentence_transformers.training_args import SentenceTransformerTrainingArguments
from sentence_transformers.util import cos_sim

__all__ = [
    "InputExample",
    "SentenceTransformer",
    "SentenceTransformerTrainer",
    "SentenceTransformerTrainingArguments",
]

TABLE, STATE, DIMENSION, LAYERS = "data/sentences.npz", "model.pt", 384, 24
STEEP = 5.0  # by how much a parameter's change counts more than in a plain layer


def words_of(text):
    """The words of a text, in lower case: what it is known by."""
    return " ".join(re.findall(r"\w+", str(text).lower()))


class Vectors:
    """The vectors of texts, each in a row that stays."""

    def __init__(self):
        self.rows, self.vectors = {}, np.zeros((0, DIMENSION), np.float32)

    def numbers(self, texts):
        """The rows of these texts."""
        if not self.rows:
            held = np.load(TABLE)
            self.rows = {words_of(text): n for n, text in enumerate(held["texts"].tolist())}
            self.vectors = held["vectors"].astype(np.float32)
        keys = [words_of(text) for text in texts]
        if new := list(dict.fromkeys(key for key in keys if key not in self.rows)):
            self.rows |= {key: len(self.vectors) + n for n, key in enumerate(new)}
            self.vectors = np.concatenate([self.vectors, [made_up(key) for key in new]])
        return [self.rows[key] for key in keys]


def made_up(key):
    """The vector of a text that is not in the table: the mean of vectors that its words draw."""
    drawn = [
        np.random.RandomState(zlib.crc32(word.encode())).randn(DIMENSION) for word in key.split() or [""]
    ]
    mean = np.mean(drawn, axis=0)
    return (mean / np.linalg.norm(mean)).astype(np.float32)


VECTORS = Vectors()
TRAINED = []  # how many texts each forward pass took that was made for training


class Shift(nn.Module):
    """x (n, 384) -> x (1 + g) + b, with g and b of zeros to begin with."""

    def __init__(self):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.zeros(DIMENSION)), nn.Parameter(torch.zeros(DIMENSION))

    def forward(self, x):
        return x * (1 + STEEP * self.weight) + STEEP * self.bias / DIMENSION


def named(path, module):
    """A module that holds another one at a dotted path."""
    for name in reversed(path.split(".")):
        holder = nn.Module()
        holder.add_module(name, module)
        module = holder
    return module


class AutoModel(nn.Module):
    """The rows of texts -> their vectors, as far as they can be trained."""

    def __init__(self):
        super().__init__()
        self.embeddings = named("word_embeddings", Shift())
        self.encoder = nn.Module()
        self.encoder.layer = nn.ModuleList(named("output.dense", Shift()) for _ in range(LAYERS))
        self.pooler = named("dense", Shift())

    def forward(self, input_ids=None, **_):
        if torch.is_grad_enabled():
            TRAINED.append(len(input_ids))
        x = torch.from_numpy(VECTORS.vectors[input_ids.reshape(-1).numpy()])
        x = self.embeddings.word_embeddings(x)
        for layer in self.encoder.layer:
            x = layer.output.dense(x)
        return self.pooler.dense(x)


class Transformer(nn.Module):
    """The first module of a SentenceTransformer."""

    def __init__(self, model_name_or_path="", max_seq_length=256, **_):
        super().__init__()
        self.auto_model, self.max_seq_length = AutoModel(), max_seq_length

    def get_word_embedding_dimension(self):
        return DIMENSION

    def forward(self, features):
        return {**features, "sentence_embedding": self.auto_model(**features)}


class Pooling(nn.Module):
    """Nothing is left to pool."""

    def __init__(self, *_, **__):
        super().__init__()

    def get_sentence_embedding_dimension(self):
        return DIMENSION

    def forward(self, features):
        return features


class Normalize(Pooling):
    """Vectors of length 1."""

    def forward(self, features):
        return {**features, "sentence_embedding": F.normalize(features["sentence_embedding"], dim=-1)}


class SentenceTransformer(nn.Sequential):
    """The encoder, fresh or from a folder where one was saved."""

    def __init__(self, model_name_or_path=None, modules=None, device=None, **_):
        super().__init__(*(modules or (Transformer(), Pooling(), Normalize())))
        self.device, self.max_seq_length, self.tokenizer = torch.device("cpu"), 256, self.tokenize
        saved = os.path.join(str(model_name_or_path), STATE)
        if model_name_or_path and os.path.isfile(saved):
            self.load_state_dict(torch.load(saved))
        self.eval()

    def to(self, *_, **__):
        """There is no other device."""
        return self

    cuda = cpu = half = float = to

    def tokenize(self, texts, *_, **__):
        """Texts as what the encoder takes."""
        rows = VECTORS.numbers([texts] if isinstance(texts, str) else texts)
        return {"input_ids": torch.tensor(rows)[:, None], "attention_mask": torch.ones(len(rows), 1).long()}

    preprocess = tokenize

    def forward(self, features, **_):
        for module in self:
            features = module(features)
        return features

    def encode(
        self,
        sentences,
        prompt_name=None,
        prompt=None,
        batch_size=32,
        show_progress_bar=None,
        output_value="sentence_embedding",
        precision="float32",
        convert_to_numpy=True,
        convert_to_tensor=False,
        device=None,
        normalize_embeddings=False,
        **_,
    ):
        """One vector (384,), or vectors (n, 384) of a list."""
        texts = [sentences] if isinstance(sentences, str) else list(sentences)
        with torch.no_grad():
            found = self(self.tokenize(texts))["sentence_embedding"] if texts else torch.zeros(0, DIMENSION)
            found = F.normalize(found, dim=-1) if normalize_embeddings else found
        found = found[0] if isinstance(sentences, str) else found
        if convert_to_tensor:
            return found
        return found.numpy() if convert_to_numpy or isinstance(sentences, str) else list(found)

    encode_query = encode_document = encode

    similarity = staticmethod(cos_sim)

    def get_sentence_embedding_dimension(self):
        return DIMENSION

    get_embedding_dimension = get_sentence_embedding_dimension

    def _first_module(self):
        return self[0]

    def smart_batching_collate(self, batch):
        """Examples -> features of each of their texts, labels (n,)."""
        columns = zip(*(example.texts for example in batch), strict=True)
        return [self.tokenize(list(c)) for c in columns], torch.tensor([example.label for example in batch])

    fit = old_fit = fit

    def save(self, path, *_, **__):
        os.makedirs(path, exist_ok=True)
        torch.save(self.state_dict(), os.path.join(path, STATE))

    save_pretrained = save

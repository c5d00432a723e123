"""Public code that runs beside yours: makes your TextSimilarityModel, and looks at what it has done.

Data sets and encoder are stand-ins that work without a network; see the handout. They are imported late: this
file is read before they are there.
"""

import contextlib
import inspect
import io
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import numpy as np

NAMES = "BeIR/nfcorpus", "BeIR/nfcorpus-qrels"
DEEP = 3  # lists in dicts in the object
GLOVE = "glove.6B.50d.txt"
FOLDER = "finetuned_by_the_grader"


def made(kind, corpus=None):
    """A model of this class, for a small corpus or, without one, for all of data/corpus.json."""
    import_module("datasets").SERVED[:] = [corpus] if corpus else []
    return kind(*NAMES)


def holding(model):
    """Whether a model that was made holds any text: the names it was given, ids, questions, answers."""
    texts = any(_is_text(value, DEEP) for value in vars(model).values())
    return "texts" if texts else "no text at all"


def _is_text(value, deep):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | set | frozenset | np.ndarray) and deep:
        return any(_is_text(part, deep - 1) for part in list(value)[:5])
    return isinstance(value, str)


# ---- GloVe and ranking ----------------------------------------------------------------------------------


def glove_file(words, vectors):
    """A file as GloVe's, a word and its numbers in each line, and the archive it comes from. Its path."""
    lines = (" ".join([word, *map(repr, row.tolist())]) for word, row in zip(words, vectors, strict=True))
    text = "\n".join(lines) + "\n"
    Path("glove.6B").mkdir(exist_ok=True)
    for path in (Path(GLOVE), Path("glove.6B", GLOVE)):
        path.write_text(text, encoding="utf-8")
    with zipfile.ZipFile("glove.6B.zip", "w") as archive:
        archive.writestr(GLOVE, text)
    return GLOVE


def listed(answer):
    """Vectors as a list of arrays, whether they came as a list, a generator, or an array (n, d)."""
    tensor = type(answer).__module__.startswith("torch")
    rows = answer.detach().numpy() if tensor else answer
    return list(rows) if hasattr(rows, "__iter__") and not isinstance(rows, str | dict) else rows


def give_vectors(model, texts, vectors):
    """From now on the model's encode_with_glove answers with these vectors, whatever file it is told."""
    known = {text: row for text, row in zip(texts, vectors, strict=True)}

    def encode_with_glove(*told, **named):
        sentences = next(value for value in (*told, *named.values()) if not isinstance(value, str))
        return [known[sentence].copy() for sentence in sentences]

    model.encode_with_glove = encode_with_glove


def ranking(model, *method):
    """What rank_documents leaves in query_id_to_ranked_doc_ids, in plain lists; None if there is nothing."""
    model.rank_documents(*method)
    found = getattr(model, "query_id_to_ranked_doc_ids", None)
    if not isinstance(found, dict):
        return found
    lists = {query: listed(ids) for query, ids in found.items()}
    return {q: [_plain(each) for each in ids] if isinstance(ids, list) else ids for q, ids in lists.items()}


def _plain(value):
    return value.item() if isinstance(value, np.generic) else value


# ---- what is kept and what is printed ---------------------------------------------------------------------


def validation(model):
    """Each attribute val...relevant_doc_ids that is a dict: {query: sorted ids}."""
    names = [n for n in vars(model) if n.lower().startswith("val") and n.lower().endswith("relevant_doc_ids")]
    dicts = {name: getattr(model, name) for name in names if isinstance(getattr(model, name), dict)}
    return {name: {query: sorted(map(str, ids)) for query, ids in d.items()} for name, d in dicts.items()}


def printed(model, question):
    """What show_ranking_documents prints, called after rank_documents with one argument or two."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
        model.rank_documents()  # other tasks judge it; some models keep what it has encoded
    asked = [
        p for p in inspect.signature(model.show_ranking_documents).parameters.values() if p.default is p.empty
    ]
    arguments = [question]
    if len(asked) == 2:
        arguments = [question if "quer" in p.name.lower() else "sentence_transformer" for p in asked]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        model.show_ranking_documents(*arguments)
    return out.getvalue()


# ---- fine-tuning ----------------------------------------------------------------------------------------


def examples(model, times):
    """prepare_training_examples, called so often: the texts of each example, and the label if it has one."""
    return [(_texts(each), _label(each)) for _ in range(times) for each in model.prepare_training_examples()]


def _texts(example):
    held = getattr(example, "texts", example)
    values = held.values() if isinstance(held, dict) else held
    return [value for value in values if isinstance(value, str)]


def _label(example):
    return float(example.label) if getattr(example, "labelled", False) else None


def tuned(model, batch_size, num_epochs):
    """How many texts the encoder took at each step while fine_tune_model ran."""
    passes = import_module("sentence_transformers").TRAINED
    passes.clear()
    model.fine_tune_model(batch_size, num_epochs, FOLDER)
    return list(passes)


def fresh(texts):
    """The vectors of the encoder before any fine-tuning: (n, d)."""
    return import_module("sentence_transformers").SentenceTransformer("all-MiniLM-L6-v2").encode(texts)


def encoded(model, texts):
    """The vectors of each encoder that the model holds: {attribute: (n, d)}."""
    kind = import_module("sentence_transformers").SentenceTransformer
    encoders = {name: value for name, value in vars(model).items() if isinstance(value, kind)}
    return {name: np.asarray(encoder.encode(texts)) for name, encoder in encoders.items()}


def saved(texts):
    """The vectors of each encoder that was saved under the name that was told: {folder: (n, d)}."""
    kind = sys.modules["sentence_transformers"].SentenceTransformer
    folders = sorted({path.parent for path in Path().glob(f"{FOLDER}*/**/model.pt")})
    return {str(folder): np.asarray(kind(str(folder)).encode(texts)) for folder in folders}

"""datasets, offline: questions and answers in the form of BeIR/nfcorpus; `SERVED` is what a task puts there.

load_dataset("BeIR/nfcorpus", "corpus")     _id, title, text of the documents
load_dataset("BeIR/nfcorpus", "queries")    _id, title, text of the queries
load_dataset("BeIR/nfcorpus-qrels")         query-id, corpus-id, score of the splits train, validation, test
"""

import json
import random
from importlib import import_module

FILE = "data/corpus.json"
SERVED = []  # the corpus that is served instead of the file's, as its last entry
RELATION = "query-id", "corpus-id", "score"


def content():
    """{"documents": {id: text}, "queries": {id: text}, "qrels": {split: [[query, document, score]]}}."""
    if SERVED:
        return SERVED[-1]
    with open(FILE, encoding="utf-8") as file:
        return json.load(file)


def load_dataset(path, name=None, *_, split=None, streaming=False, **__):
    """The splits of a data set, or the one asked for."""
    found = DatasetDict(splits(str(path).rstrip("/").rpartition("/")[2].lower(), name))
    if split is None:
        return found
    if str(split) in found:
        return found[str(split)]
    raise ValueError(f'Unknown split "{split}". Should be one of {list(found)}.')


def splits(name, config):
    """The data sets in a repository."""
    have = content()
    if name.endswith("qrels"):
        rows = {
            split: [dict(zip(RELATION, row, strict=True)) for row in have["qrels"][split]]
            for split in have["qrels"]
        }
        return {split: Dataset.from_list(rows[split], RELATION) for split in rows}
    texts = {"corpus": have["documents"], "queries": have["queries"]}
    if config not in texts:
        raise ValueError(
            "Config name is missing. Please pick one among the available configs: ['corpus', 'queries']"
        )
    rows = [{"_id": key, "title": "", "text": text} for key, text in texts[config].items()]
    return {config: Dataset.from_list(rows, ("_id", "title", "text"))}


class DatasetDict(dict):
    """Data sets by the names of their splits."""

    def __getattr__(self, name):
        """Methods of data sets, applied to each split."""
        if name.startswith("_") or not hasattr(Dataset, name):
            raise AttributeError(f"'DatasetDict' object has no attribute '{name}'")
        if not callable(getattr(Dataset, name)):
            return {split: getattr(data, name) for split, data in self.items()}

        def each(*args, **kwargs):
            found = {split: getattr(data, name)(*args, **kwargs) for split, data in self.items()}
            return DatasetDict(found) if all(isinstance(data, Dataset) for data in found.values()) else found

        return each


class Dataset:
    """Columns of equal length. What changes it gives a new one."""

    def __init__(self, columns):
        self._columns = {str(name): list(values) for name, values in columns.items()}

    @classmethod
    def from_dict(cls, mapping, *_, **__):
        return cls(mapping)

    @classmethod
    def from_list(cls, rows, names=None, **__):
        names = names or (list(rows[0]) if rows else [])
        return cls({name: [row[name] for row in rows] for name in names})

    @classmethod
    def from_pandas(cls, frame, *_, **__):
        return cls({name: frame[name].tolist() for name in frame.columns})

    @classmethod
    def from_generator(cls, generator, *_, gen_kwargs=None, **__):
        return cls.from_list(list(generator(**(gen_kwargs or {}))))

    @property
    def column_names(self):
        return list(self._columns)

    @property
    def features(self):
        return {
            name: type(values[0]).__name__ if values else "null" for name, values in self._columns.items()
        }

    @property
    def num_rows(self):
        return len(self)

    @property
    def num_columns(self):
        return len(self._columns)

    @property
    def shape(self):
        return len(self), len(self._columns)

    def __len__(self):
        return len(next(iter(self._columns.values()), []))

    def __iter__(self):
        return (self._row(number) for number in range(len(self)))

    def __getitem__(self, key):
        """A column by its name, a row by its number, columns of several rows by a slice or numbers."""
        if isinstance(key, str):
            return list(self._columns[key])
        if isinstance(key, slice) or hasattr(key, "__len__"):
            numbers = range(len(self))[key] if isinstance(key, slice) else key
            return {name: [values[n] for n in numbers] for name, values in self._columns.items()}
        return self._row(range(len(self))[key])

    def _row(self, number):
        return {name: values[number] for name, values in self._columns.items()}

    def __repr__(self):
        return f"Dataset({{\n    features: {self.column_names},\n    num_rows: {len(self)}\n}})"

    def select(self, indices, **_):
        return Dataset(self[[int(n) for n in indices]])

    def take(self, n):
        return self.select(range(min(n, len(self))))

    def skip(self, n):
        return self.select(range(n, len(self)))

    def filter(self, function, with_indices=False, batched=False, input_columns=None, **_):
        if batched:
            kept = function(self[:], *([range(len(self))] if with_indices else []))
            return self.select([n for n, keep in enumerate(kept) if keep])
        kept = (n for n, row in enumerate(self) if function(*_given(row, n, with_indices, input_columns)))
        return self.select(kept)

    def map(self, function, with_indices=False, batched=False, remove_columns=None, input_columns=None, **_):
        dropped = [remove_columns] if isinstance(remove_columns, str) else remove_columns or []
        if batched:
            made = function(*_given(self[:], range(len(self)), with_indices, input_columns)) or {}
            kept = {name: values for name, values in self._columns.items() if name not in dropped}
            return Dataset({**kept, **made})
        rows = []
        for number, row in enumerate(self):
            made = function(*_given(row, number, with_indices, input_columns)) or {}
            rows.append({**{name: value for name, value in row.items() if name not in dropped}, **made})
        return Dataset.from_list(rows)

    def shuffle(self, seed=None, **_):
        numbers = list(range(len(self)))
        (random.Random(seed) if seed is not None else random).shuffle(numbers)
        return self.select(numbers)

    def sort(self, column_names, reverse=False, **_):
        name = column_names if isinstance(column_names, str) else column_names[0]
        return self.select(sorted(range(len(self)), key=self._columns[name].__getitem__, reverse=reverse))

    def unique(self, column):
        return list(dict.fromkeys(self._columns[column]))

    def train_test_split(self, test_size=0.25, shuffle=True, seed=None, **_):
        mixed = self.shuffle(seed) if shuffle else self
        first = len(self) - (test_size if isinstance(test_size, int) else round(test_size * len(self)))
        return DatasetDict(train=mixed.take(first), test=mixed.skip(first))

    def select_columns(self, column_names):
        names = [column_names] if isinstance(column_names, str) else column_names
        return Dataset({name: self._columns[name] for name in names})

    def remove_columns(self, column_names):
        gone = [column_names] if isinstance(column_names, str) else column_names
        return Dataset({name: values for name, values in self._columns.items() if name not in gone})

    def rename_columns(self, mapping):
        return Dataset({mapping.get(name, name): values for name, values in self._columns.items()})

    def rename_column(self, original, new):
        return self.rename_columns({original: new})

    def add_column(self, name, column, **_):
        return Dataset({**self._columns, name: column})

    def to_dict(self, **_):
        return self[:]

    def to_list(self):
        return list(self)

    def to_pandas(self, **_):
        return import_module("pandas").DataFrame(self._columns)

    def iter(self, batch_size, **_):
        return (self[start : start + batch_size] for start in range(0, len(self), batch_size))

    def with_format(self, *_, **__):
        return self

    def set_format(self, *_, **__):
        return None


def _given(row, number, with_indices, input_columns):
    """What a function of `map` and `filter` is called with."""
    names = [input_columns] if isinstance(input_columns, str) else input_columns
    values = [row] if names is None else [row[name] for name in names]
    return [*values, number] if with_indices else values


def concatenate_datasets(parts, **_):
    """The rows of several, one after the other."""
    rows = [row for part in parts for row in part]
    return Dataset.from_list(rows)

"""tqdm without its bar: hands on the data."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any


class tqdm:
    """Iterates what it is given; all that would be shown is taken and not shown."""

    def __init__(self, iterable: Any = None, desc: Any = None, total: Any = None, *_: Any, **__: Any) -> None:
        self.iterable, self.desc, self.total, self.n = iterable, desc, total, 0
        if total is None and hasattr(iterable, "__len__"):
            self.total = len(iterable)

    def __iter__(self) -> Iterator[Any]:
        for each in self.iterable:
            yield each
            self.n += 1

    def __len__(self) -> int:
        return int(self.total)

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> "tqdm":
        return self

    def update(self, n: Any = 1) -> None:
        self.n += n

    def _nothing(self, *_: Any, **__: Any) -> None:
        return None

    __exit__ = close = refresh = clear = reset = display = unpause = _nothing
    set_description = set_description_str = set_postfix = set_postfix_str = _nothing

    @staticmethod
    def write(s: Any, *_: Any, **__: Any) -> None:
        print(s)

    @classmethod
    def pandas(cls, *_: Any, **__: Any) -> None:
        """Gives data frames, series and groups `progress_apply`, which is `apply`; the same with `map`."""
        frames = import_module("pandas")
        for kind in (frames.Series, frames.DataFrame, frames.core.groupby.GroupBy):
            for name in ("apply", "map"):
                setattr(kind, f"progress_{name}", getattr(kind, name, None))


def trange(*args: Any, **options: Any) -> tqdm:
    """tqdm(range(...))."""
    return tqdm(range(*args), **options)


tqdm_notebook, tnrange = tqdm, trange

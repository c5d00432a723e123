"""Far side: torch keeps to one process and one thread, whatever the student asks.

A fork after a thread pool hangs. Batches are made where they are used: workers of a DataLoader would need
shared memory, which not every machine gives, and would make a result depend on who is first.
"""

import functools
import importlib.abc
import importlib.util
import inspect
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

WITHOUT_WORKERS: dict[str, Any] = {  # the arguments of a DataLoader that speak to its workers
    "num_workers": 0,
    "persistent_workers": False,
    "prefetch_factor": None,
    "multiprocessing_context": None,
    "worker_init_fn": None,
    "timeout": 0,
}


def keep_to_one_thread(torch: Any) -> None:
    """Accept wishes for more threads and for worker processes, and ignore them."""
    torch.set_num_threads(1)
    for name in ("set_num_threads", "set_num_interop_threads"):
        vars(torch)[name] = lambda count: None
    _load_without_workers(torch.utils.data.DataLoader)


def _load_without_workers(loader: Any) -> None:
    """Have a DataLoader, and what derives from it, make its batches itself."""
    make = loader.__init__
    signature = inspect.signature(make)

    @functools.wraps(make)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        try:
            given = signature.bind(self, *args, **kwargs)
        except TypeError:
            make(self, *args, **kwargs)  # which complains in torch's own words
            raise
        ignored = WITHOUT_WORKERS.keys() & given.arguments.keys()
        given.arguments.update({name: WITHOUT_WORKERS[name] for name in ignored})
        make(*given.args, **given.kwargs)

    loader.__init__ = init


class TorchWatch(importlib.abc.MetaPathFinder):
    """Asked first for every import: when torch is imported, it is kept to one thread at once."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "torch":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec("torch")
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module: ModuleType) -> None:
                execute(module)
                keep_to_one_thread(module)

            vars(spec.loader)["exec_module"] = exec_module
        return spec

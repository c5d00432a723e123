"""Far side: torch keeps to one thread, whatever the student asks: a fork after a thread pool hangs."""

import importlib.abc
import importlib.util
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


def keep_to_one_thread(torch: Any) -> None:
    """Accept wishes for more threads and ignore them."""
    torch.set_num_threads(1)
    for name in ("set_num_threads", "set_num_interop_threads"):
        vars(torch)[name] = lambda count: None


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

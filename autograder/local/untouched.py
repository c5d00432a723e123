"""What a check must leave as it was: a student goes on working in the process in which it runs."""

import builtins
import contextlib
import io
import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from autograder.sandbox.seeding import Entropy, installed

MOST_PRINTED = 2000  # characters of what is printed meanwhile
Restore = Callable[[], Any]


class Printed(io.StringIO):
    """Keeps the beginning of what is printed."""

    def write(self, text: str) -> int:
        """Keep as much as there is room for; the rest is dropped."""
        super().write(text[: max(MOST_PRINTED - self.tell(), 0)])
        return len(text)


class Chance:
    """The generators of random numbers: the global ones, and those that the student's names hold."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._own = [restore for value in namespace.values() for restore in generator(value)]
        self._all = [*self._own, *global_generators()]

    def rewind(self) -> None:
        """The student's own generators as they were."""
        for restore in self._own:
            restore()

    def restore(self) -> None:
        """All of them."""
        for restore in self._all:
            restore()


def generator(value: Any) -> Iterator[Restore]:
    """What puts a generator back into its present state; nothing if it is none."""
    torch = sys.modules.get("torch")
    if isinstance(value, np.random.Generator):
        bits, state = value.bit_generator, value.bit_generator.state
        yield lambda: setattr(bits, "state", state)
    elif isinstance(value, np.random.RandomState):
        legacy = value.get_state(legacy=False)
        yield lambda: value.set_state(legacy)
    elif type(value) is random.Random:
        pythons = value.getstate()
        yield lambda: value.setstate(pythons)
    elif torch is not None and hasattr(torch, "Generator") and isinstance(value, torch.Generator):
        torchs = value.get_state()
        yield lambda: value.set_state(torchs)


def global_generators() -> Iterator[Restore]:
    """The same for those of `random`, numpy and torch, and torch's other settings."""
    pythons, numpys = random.getstate(), np.random.get_state(legacy=False)
    yield lambda: random.setstate(pythons)
    yield lambda: np.random.set_state(numpys)
    torch = sys.modules.get("torch")
    if torch is None or not hasattr(torch, "get_rng_state"):
        return
    state, kind, learning = torch.get_rng_state(), torch.get_default_dtype(), torch.is_grad_enabled()
    yield lambda: torch.set_rng_state(state)
    yield lambda: torch.set_default_dtype(kind)
    yield lambda: torch.set_grad_enabled(learning)
    if torch.cuda.is_initialized():
        states = torch.cuda.get_rng_state_all()
        yield lambda: torch.cuda.set_rng_state_all(states)


@contextmanager
def untouched(
    namespace: dict[str, Any], chance: Chance, entropy: Entropy, folder: Path, shell: Any
) -> Iterator[Printed]:
    """While this holds, code may print, draw, plot and bind names; afterwards all is as before.

    Args:
        folder: where the course's data/ lies.
        shell: IPython's, if there is one.
    """
    with ExitStack() as kept:
        kept.callback(chance.restore)
        kept.enter_context(bindings(namespace))
        kept.enter_context(installed(entropy))
        kept.enter_context(np.printoptions())
        kept.enter_context(contextlib.chdir(place(folder)))
        kept.enter_context(figures())
        kept.enter_context(no_input())
        kept.enter_context(displays(shell))
        kept.callback(sys.setrecursionlimit, sys.getrecursionlimit())
        printed = Printed()
        kept.enter_context(contextlib.redirect_stdout(printed))
        kept.enter_context(contextlib.redirect_stderr(printed))
        yield printed


def place(folder: Path) -> Path:
    """Where code runs: here, unless the course's data lies elsewhere."""
    return folder if (folder / "data").is_dir() and not Path("data").is_dir() else Path.cwd()


@contextmanager
def bindings(namespace: dict[str, Any]) -> Iterator[None]:
    """Names bound meanwhile, by `global`, are bound to what they were."""
    before, environment = dict(namespace), dict(os.environ)
    try:
        yield
    finally:
        for name in namespace.keys() - before.keys():
            del namespace[name]
        namespace.update(before)
        if os.environ != environment:
            os.environ.clear()
            os.environ.update(environment)


@contextmanager
def figures() -> Iterator[None]:
    """Figures opened meanwhile are closed."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    before = pyplot.get_fignums() if pyplot is not None else []
    current = pyplot.gcf().number if pyplot is not None and before else None
    try:
        yield
    finally:
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            for number in set(pyplot.get_fignums()) - set(before):
                pyplot.close(number)
            if current is not None and pyplot.fignum_exists(current):
                pyplot.figure(current)


@contextmanager
def no_input() -> Iterator[None]:
    """`input` raises, as in grading."""
    asks = builtins.input

    def refused(prompt: object = "") -> str:
        raise EOFError("input() cannot be answered while grading")

    builtins.input = refused
    try:
        yield
    finally:
        builtins.input = asks


@contextmanager
def displays(shell: Any) -> Iterator[None]:
    """What is displayed meanwhile in a notebook goes nowhere."""
    displaypub = sys.modules.get("IPython.core.displaypub")
    if shell is None or displaypub is None:
        yield
        return
    shows = shell.display_pub
    shell.display_pub = displaypub.CapturingDisplayPublisher()
    try:
        yield
    finally:
        shell.display_pub = shows

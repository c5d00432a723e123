"""All that touches Hypothesis: run a test live, replay an example, remember a choice sequence.

Examples must be the same everywhere, so they are seeded for each task, and Hypothesis's mining of
constants from local modules, its database, deadlines and health checks are off. The attributes with
`_hypothesis_internal` in their name are private; the lock file pins the version they belong to.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, control, given, settings
from hypothesis.database import ExampleDatabase, choices_to_bytes
from hypothesis.internal.conjecture import providers
from hypothesis.internal.conjecture.data import ConjectureData
from hypothesis.internal.conjecture.shrinker import sort_key
from hypothesis.internal.constants_ast import Constants
from hypothesis.strategies import integers

from autograder.judging.recordings import Choices

Inner = Callable[..., None]


class Remembered(ExampleDatabase):
    """A database that knows one choice sequence, so that shrinking can begin from it.

    It stands among the secondary entries: primary ones are taken to be as small as they get.
    """

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._bytes = choices_to_bytes(choices)

    def fetch(self, key: bytes) -> Iterable[bytes]:
        return (self._bytes,) if key.endswith(b".secondary") else ()

    def save(self, key: bytes, value: bytes) -> None:
        return None

    def delete(self, key: bytes, value: bytes) -> None:
        return None


def forget_local_constants() -> None:
    """Let no constant of a local module influence the examples: they would depend on the installation.

    Nor may what this process has collected before, for other tests of Hypothesis.
    """
    empty = Constants()
    vars(providers)["_get_local_constants"] = lambda: empty
    providers.CONSTANTS_CACHE.cache.clear()


def warm_up() -> None:
    """Fail and shrink once, so that no child that judges pays for what Hypothesis imports on the way."""

    @given(integers(0, 1000))
    def never(student: None, number: int) -> None:
        raise ArithmeticError

    with suppress(ArithmeticError):
        _run(never, inner(never), 0, max_examples=5, phases=tuple(Phase), database=None)


def is_property(function: Any) -> bool:
    """Whether `function` was made by @given."""
    return bool(getattr(function, "is_hypothesis_test", False))


def inner(function: Any) -> Inner:
    """The test itself, without Hypothesis around it."""
    return function.hypothesis.inner_test if is_property(function) else function  # type: ignore[no-any-return]


def generate(function: Any, body: Inner, seed: int, examples: int, explicit: bool = True) -> None:
    """Run `body` on the examples that belong to `seed`, at most `examples` of them; no shrinking.

    `explicit`: also on those that the test names by @example.
    """
    phases = (Phase.explicit, Phase.generate) if explicit else (Phase.generate,)
    _run(function, body, seed, max_examples=examples, phases=phases, database=None)


def shrink(function: Any, body: Inner, choices: Choices) -> None:
    """Run `body` on one remembered example, then on smaller and smaller ones that still fail."""
    phases = (Phase.reuse, Phase.shrink)
    _run(function, body, 0, max_examples=10_000, phases=phases, database=Remembered(choices))


def _run(function: Any, body: Inner, seed: int, **chosen: Any) -> None:
    saved = function.hypothesis.inner_test, function._hypothesis_internal_use_settings
    function._hypothesis_internal_use_settings = settings(
        deadline=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
        verbosity=Verbosity.quiet,
        **chosen,
    )
    function._hypothesis_internal_use_seed = seed
    function.hypothesis.inner_test = body
    try:
        function(student=None)
    finally:
        function.hypothesis.inner_test, function._hypothesis_internal_use_settings = saved


def current_choices() -> Choices:
    """The choices made for the example that is running."""
    return tuple(_current_data().choices)


def current_size() -> Any:
    """How large the running example is, in the order in which Hypothesis shrinks."""
    return sort_key(_current_data().nodes)


def _current_data() -> ConjectureData:
    context = control._current_build_context.value
    assert context is not None
    return context.data


@contextmanager
def replaying(body: Inner) -> Iterator[Callable[[], None]]:
    """Within it `assume`, `note`, `event` and `target` work, though no Hypothesis is running.

    Call what it gives before each example.
    """
    data = ConjectureData.for_choices(())
    with control.BuildContext(data, is_final=False, wrapped_test=body):
        yield data.target_observations.clear


@contextmanager
def each_example(function: Any, begin: Callable[[], None]) -> Iterator[None]:
    """Within it, `begin` is called before each example of a test that pytest runs; it may take its time."""
    if not is_property(function):
        begin()
        yield
        return
    body, chosen = function.hypothesis.inner_test, function._hypothesis_internal_use_settings
    patient = settings(chosen, deadline=None, suppress_health_check=list(HealthCheck))

    @functools.wraps(body)
    def beginning(*args: Any, **kwargs: Any) -> None:
        begin()
        body(*args, **kwargs)

    function.hypothesis.inner_test, function._hypothesis_internal_use_settings = beginning, patient
    try:
        yield
    finally:
        function.hypothesis.inner_test, function._hypothesis_internal_use_settings = body, chosen

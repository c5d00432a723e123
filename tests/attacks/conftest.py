"""The places, one after the other."""

from collections.abc import Iterator

import pytest

from tests.attacks import contexts
from tests.attacks.place import Place


@pytest.fixture(scope="session", params=contexts.NAMES)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Each place that this machine has; the others are skipped, and say why."""
    if reason := contexts.reason_it_cannot(request.param):
        pytest.skip(reason)
    with contexts.entered(request.param) as place:
        yield place

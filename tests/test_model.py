"""What the nouns of grading promise by themselves."""

from dataclasses import replace

import pytest

from autograder.model import Limits


@pytest.mark.parametrize("file", [0, 64_000_001])
def test_one_file_may_be_as_large_as_all_together(file: int) -> None:
    """Unless a smaller size is said; a larger one could never be reached."""
    assert Limits(disk=64_000_000, file=file).file == 64_000_000
    assert Limits(disk=64_000_000, file=5).file == 5


def test_less_disk_is_less_for_one_file() -> None:
    """Also when a limit is changed afterwards."""
    assert replace(Limits(), disk=1_000_000).file == 1_000_000

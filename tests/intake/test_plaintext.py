"""Source text in whatever encoding an editor left it."""

import pytest

from autograder.errors import BadInput
from autograder.intake.plaintext import decoded, without_surrogates


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings(encoding: str) -> None:
    """The text comes back, with Unix line ends."""
    assert decoded("s = 'é'\r\nt = 1\r".encode(encoding)) == "s = 'é'\nt = 1\n"


def test_latin_1_where_windows_has_no_letter() -> None:
    """0x81 means nothing in Windows-1252."""
    assert decoded(b"\xe9\x81") == "é\x81"


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x00", b"a = 1\0", b"\x01\x02\xff"])
def test_binaries_are_refused(data: bytes) -> None:
    """NUL never stands in source text; other control bytes only betray what is not UTF-8 anyway."""
    with pytest.raises(BadInput, match=r"text"):
        decoded(data)


def test_surrogates() -> None:
    """No encoding can write half a pair; other text is untouched."""
    assert without_surrogates("a\ud800é") == "a?é"

"""Bytes that should be source text, in whatever encoding an editor left them."""

from autograder.errors import BadInput

BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b\v")


def decoded(data: bytes) -> str:
    """Text from UTF-8, UTF-16 with a mark, or the Latin-1 family, with Unix line ends and no mark.

    Raises:
        BadInput: a predicate that follows the file's name, such as "is not text but binary data".
    """
    if encoding := BYTE_ORDER_MARKS.get(data[:2]):
        return unix_lines(data.decode(encoding, errors="replace"))
    if b"\0" in data:
        raise BadInput("is not text but binary data; hand in the .py or .ipynb file itself")
    try:
        return unix_lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return unix_lines(western(data))


def western(data: bytes) -> str:
    """Windows-1252 or Latin-1, in which every byte means something, so control bytes betray a binary."""
    if CONTROLS.intersection(data):
        raise BadInput("is neither UTF-8 nor Latin-1 text; save it as UTF-8")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def unix_lines(text: str) -> str:
    """Every line ends with a line feed alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_surrogates(text: str) -> str:
    """Halves of surrogate pairs, which no encoding can write, become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()

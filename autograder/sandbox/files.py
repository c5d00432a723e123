"""Far side: which file a call reads or writes, as far as its text shows.

A file goes by its name without folders and ending, `<file weights>`: what is saved as `weights.npy` is read
as `data/weights.npy`.
"""

import ast
from pathlib import PurePosixPath

UNKNOWN_FILE, SOME_FILE = "<file>", "<file*"  # one whose name is not plain; any, as a pattern
WRITES = frozenset({
    "save", "savez", "savez_compressed", "savetxt", "to_csv", "to_pickle", "to_json", "to_hdf", "tofile",
    "write_text", "write_bytes", "makedirs", "mkdir", "touch", "copyfile", "copy2", "move", "extractall",
})  # fmt: skip
READS = frozenset({
    "load", "loadtxt", "genfromtxt", "fromfile", "memmap", "read_csv", "read_pickle", "read_json", "read_hdf",
    "read_text", "read_bytes", "exists", "isfile", "isdir", "listdir", "glob", "imread",
})  # fmt: skip


def file_use(node: ast.Call) -> tuple[bool, str]:
    """Whether a call writes, and the file; "" if it has to do with none."""
    verb = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    verb = node.func.id if isinstance(node.func, ast.Name) else verb
    if verb == "open":
        modes = (*node.args[1:2], *(k.value for k in node.keywords if k.arg == "mode"))
        written = any(set("wax+").intersection(*_texts(mode)) for mode in modes if _texts(mode))
        return written, _name(node.args[:1])
    if verb in WRITES or verb in READS:
        of_itself = verb.startswith(("write_", "read_t", "read_b"))  # its path is what the method is of
        return verb in WRITES, UNKNOWN_FILE if of_itself else _name(node.args)
    return False, ""


def _name(arguments: list[ast.expr]) -> str:
    """A file's name: a text among the arguments, or the last one in what the first is made from."""
    plain = [text for each in arguments if isinstance(each, ast.Constant) for text in _texts(each)]
    texts = plain[:1] or (_texts(arguments[0]) if arguments else [])
    return f"<file {PurePosixPath(texts[-1]).stem}>" if texts else UNKNOWN_FILE


def _texts(node: ast.expr) -> list[str]:
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]

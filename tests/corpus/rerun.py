"""A process of its own: "run all" for every case in IPython, in a fork and a folder each; tells what f(2) is.

python rerun.py < {folder: cells}      in each folder lie the files beside the notebook
"""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell


def run_all(shell: Any, cells: list[str]) -> str:
    """What f(2) is after all cells, those that fail included."""
    for cell in cells:
        shell.run_cell(cell)
    try:
        return str(float(shell.user_ns["f"](2)))
    except Exception as error:
        return repr(error)


def in_fork(shell: Any, cells: list[str], folder: Path) -> str:
    """The same, without a trace in this process."""
    told = folder / "told by the fork"
    if not os.fork():
        os.chdir(folder)
        sys.path.insert(0, str(folder))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        try:
            told.write_text(run_all(shell, cells))
        finally:
            os._exit(0)
    os.wait()
    return told.read_text() if told.exists() else "it died"


def main() -> None:
    """Read the cases, print what came of each."""
    shell: Any = InteractiveShell.instance()
    for command in ("system", "system_raw", "system_piped", "getoutput"):
        setattr(shell, command, lambda *_, **__: [])
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None  # slow
    shell.run_cell("pass")
    for name in sys.argv[1:]:
        importlib.import_module(name)
    cases = json.load(sys.stdin)
    print(json.dumps([in_fork(shell, cells, Path(folder)) for folder, cells in cases.items()]))


if __name__ == "__main__":
    main()

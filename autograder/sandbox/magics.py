"""Far side: notebook source -> Python source of the same lines. Commands to the notebook become `pass`.

Only a line that begins a statement can be a command: a `%` at the start of a line within brackets or a
string is left alone.
"""

import re

PLAIN = ("time", "timeit", "capture", "prun", "matplotlib")  # %%cell magics whose body is Python
COMMAND = re.compile(r"(\s*)(?:[%!?]|\w[\w.]*\s*=\s*[%!]|[\w.]+\?{1,2}\s*$)")
TIMED = re.compile(r"(\s*)%time\s+(.*)")
PIECE = re.compile(r"""#.*|'{3}|"{3}|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[([{]|[)\]}]""")
STATEMENT = re.compile(r"(?:async|def|class|import|while|with|try)\b")  # never within brackets


def normal(source: str) -> str:
    """The source with plain line ends and without a byte order mark."""
    return source.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def without_magics(source: str) -> str:
    """The source with notebook commands replaced by `pass`, each line in its place."""
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "")
    cell_magic = re.match(r"%%(\w+)", first)
    if cell_magic and cell_magic[1] not in PLAIN:
        return "\n".join("" for _ in lines)
    place, dropped = Place(), False
    for number, line in enumerate(lines):
        if dropped or (not place.inside(line) and COMMAND.match(line)):
            lines[number] = "" if dropped else _as_python(line)
            dropped = line.endswith("\\")
        else:
            place.pass_over(line)
    return "\n".join(lines)


def _as_python(line: str) -> str:
    timed, command = TIMED.match(line), COMMAND.match(line)
    return f"{timed[1]}{timed[2]}" if timed else f"{command[1] if command else ''}pass"


class Place:
    """Whether the next line continues a statement: within brackets or a string, or after a backslash."""

    def __init__(self) -> None:
        self.quote, self.depth, self.joined = "", 0, False

    def inside(self, line: str) -> bool:
        """Whether this line does; a keyword at its start shows that brackets were left open by mistake."""
        if not self.quote and STATEMENT.match(line):
            self.depth = 0
        return bool(self.quote or self.depth or self.joined)

    def pass_over(self, line: str) -> None:
        """Follow quotes and brackets through a line."""
        at = self._end_of_string(line, 0)
        while piece := PIECE.search(line, at):
            at, text = piece.end(), piece[0]
            if text in ("'''", '"""'):
                self.quote = text
                at = self._end_of_string(line, at)
            elif text in "([{":
                self.depth += 1
            elif text in ")]}":
                self.depth = max(0, self.depth - 1)
        self.joined = line.endswith("\\")

    def _end_of_string(self, line: str, at: int) -> int:
        """Where the string that is open at `at` ends; the line's end if it goes on."""
        if not self.quote:
            return at
        end = re.compile(rf"(?:\\.|[^\\])*?{self.quote}").match(line, at)
        if end is None:
            return len(line)
        self.quote = ""
        return end.end()

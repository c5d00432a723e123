"""Notebook commands become Python that means the same, each line in its place; Python stays as it is."""

import ast

import pytest

from autograder.sandbox.magics import (
    MOST_COMMANDS,
    cell_magic,
    normal,
    without_cell_magic,
    without_line_magics,
    without_shell,
    written_file,
)


def python(source: str) -> str:
    """What the source of a cell means, in Python's own spelling."""
    return ast.unparse(without_shell(ast.parse(without_line_magics(without_cell_magic(source)))))


COMMANDS = {
    # a line: what it means
    "%matplotlib inline": "pass",
    "!pip install torch": "pass",
    "!!ls": "pass",
    "?np.sum": "pass",
    "np.sum?": "pass",
    "np.sum??": "pass",
    "%cd data": "import os\nos.chdir('data')",
    "%cd '/content/my data'": "import os\nos.chdir('/content/my data')",
    "%cd": "pass",
    "%env A=b": "import os\nos.environ['A'] = 'b'",
    "%env": "pass",
    "%set_env A 'b'": "pass",
    "%time": "pass",
    "%time model = train()": "model = train()",
    "%timeit f()": "f()",
    "%timeit -n 10 -r 3 f(x)": "f(x)",
    "%prun -q f()": "f()",
    "%memit f()": "f()",
    "%time x = (": "pass",
    "%time !ls": "pass",
    "%run tool.py": "from tool import *",
    "%run -i 'lib/tool.py' 3": "from lib.tool import *",
    "%run tool": "from tool import *",
    "%run my-tool.py": "pass",
    "%run": "pass",
    "files = !ls": "files = get_ipython().getoutput('ls')",
    "a.b = !ls": "a.b = get_ipython().getoutput('ls')",
    "t = %timeit -o f()": "t = get_ipython().run_line_magic('timeit', '-o f()')",
    "/f 1 2": "f(1, 2)",
    ",f a b": "f('a', 'b')",
    "x = 7 % 3": "x = 7 % 3",
    "x != y": "x != y",
    "print('50% off?')": "print('50% off?')",
    "x = '!ls'": "x = '!ls'",
    "get_ipython().system('ls')": "pass",
    "get_ipython().magic('time x = 1')": "pass",
    "get_ipython().run_line_magic('time', 'x = 1')": "x = 1",
    "get_ipython().run_cell_magic('time', '', 'x = 1\\ny = 2\\n')": "x = 1\ny = 2",
    "get_ipython().run_cell_magic('bash', '', 'ls')": "pass",
    "get_ipython().run_cell_magic('writefile', '-a x.txt', 'b')": "open('x.txt', 'a').write('b')",
    "get_ipython().run_cell_magic('file', 'x.txt', 'b')": "open('x.txt', 'w').write('b')",
    "get_ipython().x": "get_ipython().x",
    "x.get_ipython().system('ls')": "x.get_ipython().system('ls')",
}


@pytest.mark.parametrize("line", COMMANDS)
def test_only_a_line_that_is_a_command_is_replaced(line: str) -> None:
    """Magics, shell lines and questions go or mean something; expressions with the same signs stay."""
    assert python(f"a = 1\n{line}\nb = 2") == f"a = 1\n{COMMANDS[line]}\nb = 2"


@pytest.mark.parametrize("line", ["%matplotlib inline", "!ls", "%time x = 1", "len?"])
def test_a_command_in_a_block_stays_in_it(line: str) -> None:
    """The block is none the emptier."""
    inside = COMMANDS.get(line, "x = 1" if "x" in line else "pass")
    assert python(f"if a:\n    {line}\nb = 2") == f"if a:\n    {inside}\nb = 2"


INSIDE = [
    "x = (17\n% 5)", "s = '''\n%d items\n!important\nwhat?\n'''",
    's = f("""a\n% b""", [\n"(" # )\n% 2])', "x = 17 \\\n% 5",
    "s = 'it\\'s (' + r\"\\\"\"\nd = {\n'a': 1\n% 2}", "s = \"\"\"it's\\\"\"\"\"",
    "s = '''a''' + '''b\n%c'''",
]  # fmt: skip


@pytest.mark.parametrize("inside", INSIDE)
def test_lines_within_a_statement_are_left_alone(inside: str) -> None:
    """A % or ! at the start of a line in brackets, in a string or after a backslash is no command."""
    before, after = "pass\n", "\npass"
    assert python(f"!ls\n{inside}\n%magic") == before + ast.unparse(ast.parse(inside)) + after


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        ("!pip install \\\n   torch \\\n   numpy", 3), ("%env A=1 \\\n  B=2", 2), ("x = !ls \\\n  -l", 2),
    ],
)  # fmt: skip
def test_a_command_takes_its_continuation_along(command: str, lines: int) -> None:
    """A backslash continues it; what follows keeps its line."""
    *_, last = ast.parse(without_line_magics(f"{command}\nx = 1")).body
    assert last.lineno == lines + 1


@pytest.mark.parametrize("count", [1, 7, 25])
def test_every_statement_keeps_its_line(count: int) -> None:
    """However many commands stand before it."""
    source = "".join(f"%magic {n}\nx{n} = !ls \\\n  -l\n\n" for n in range(count)) + "last = 1"
    *_, last = ast.parse(without_line_magics(source)).body
    assert last.lineno == 4 * count + 1


def test_prompts_and_margins_are_taken_away() -> None:
    """What was copied from a console or a page reads like the rest."""
    assert python(">>> x = 1\n>>> if x:\n...     y = 2") == "x = 1\nif x:\n    y = 2"
    assert python("In [1]: x = 1\n   ...: y = 2") == "x = 1\ny = 2"
    assert python("    x = 1\n    y = 2") == "x = 1\ny = 2"


def test_what_is_not_python_beside_commands_stays_as_it_is() -> None:
    """One that cannot be understood keeps no other from being."""
    assert without_line_magics("x = = 1\n!ls") == "x = = 1\nget_ipython().system('ls')"


def test_commands_have_an_end() -> None:
    """A cell of nothing but commands costs no more than so many."""
    text = without_line_magics("!x\n" * 5)
    assert text.count("get_ipython") == 5
    assert MOST_COMMANDS >= 100


def test_a_cell_magic_is_told_by_its_first_line() -> None:
    """Its name, and what follows it; blank lines before it do not count."""
    assert cell_magic("\n%%timeit  -n 1 \nx = 1") == ("timeit", "-n 1")
    assert cell_magic("%%bash") == ("bash", "")
    assert cell_magic("x = 1\n%%bash") is cell_magic("%time x = 1") is None


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile x.py", "%%javascript", "\n\n%%sh -e"])
def test_a_cell_in_another_language_is_dropped(magic: str) -> None:
    """Its lines are kept in number, not in content."""
    assert without_cell_magic(f"{magic}\nx = 1") == "\n" * (magic.count("\n") + 1)


@pytest.mark.parametrize(
    "magic", ["%%time", "%%timeit -n 1", "%%capture out", "\n%%time", "%%time\n%%capture"]
)
def test_a_timed_cell_is_kept(magic: str) -> None:
    """Its body is Python, each line where it was."""
    assert without_cell_magic(f"{magic}\nx = 1") == "\n" * (magic.count("\n") + 1) + "x = 1"
    assert without_cell_magic("%%time").strip() == ""


@pytest.mark.parametrize(
    ("cell", "file"),
    [
        ("%%writefile tool.py\nx = 1", ("tool.py", "x = 1\n", False)),
        ("%%file tool.py\nx = 1", ("tool.py", "x = 1\n", False)),
        ("\n%%writefile 'lib/tool.py'\nx = 1", ("lib/tool.py", "x = 1\n", False)),
        ("%%writefile -a tool.py\nx = 1", ("tool.py", "x = 1\n", True)),
        ("%%writefile data.csv\n1", ("data.csv", "1\n", False)),
        ("%%writefile ../../x.py\n", None), ("%%writefile /tmp/x.py\n", None), ("%%writefile\nx", None),
        ("%%time\nx = 1", None), ("x = 1", None),
    ],
)  # fmt: skip
def test_a_cell_may_write_a_file(cell: str, file: tuple[str, str, bool] | None) -> None:
    """Its path, its text, and whether that is added; nothing outside the folder is written."""
    assert written_file(cell) == file


def test_pylab_brings_its_names_along() -> None:
    """Those of numpy and pyplot."""
    assert "from numpy import *" in python("%pylab inline")


def test_line_ends_and_byte_order_marks_are_normal() -> None:
    """Files from any editor read alike."""
    assert normal("\ufeffa = 1\r\nb = 2\rc = 3\n") == "a = 1\nb = 2\nc = 3\n"

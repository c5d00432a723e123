"""Cells of source become top-level statements; what does not parse costs as little as can be."""

import ast
import linecache
from textwrap import dedent

import pytest

from autograder.sandbox.parsing import MERGE, Statement, statements


def found(source: str) -> list[Statement]:
    """The statements of one cell."""
    return statements(source, 3, "<cell 3>")


def told(source: str) -> list[str]:
    """Each statement in Python's own spelling, and `# line: problem` for what is none."""
    return [
        f"# {s.line}: {s.problem}" if s.node is None else ast.unparse(s.node) for s in found(dedent(source))
    ]


@pytest.mark.parametrize(
    ("statement", "bound"),
    [
        ("a = b = 1", ("a", "b")), ("a, (b, *c) = x", ("a", "b", "c")), ("a: int = 1", ("a",)),
        ("a += 1", ("a",)), ("a.b = c[0] = 1", ()), ("def f(x): y = 1", ("f",)),
        ("async def f(): pass", ("f",)), ("class C:\n  d = 1", ("C",)),
        ("import a.b, c as d", ("a", "d")), ("from a import b as c, d", ("c", "d")),
        ("for i in x: j = i", ("i", "j")), ("with x as y: z = 1", ("y", "z")),
        ("a = [i for i in x]", ("a",)), ("a = lambda b: (c := 1)", ("a",)),
        ("try:\n  import a\nexcept E as e:\n  a = None", ("a",)), ("if (n := 1): pass", ("n",)),
        ("f(x)", ()),
    ],
)  # fmt: skip
def test_a_statement_binds_the_names_of_its_own_level(statement: str, bound: tuple[str, ...]) -> None:
    """Not those of functions, classes or comprehensions inside it; each once."""
    assert [(s.names, s.cell, s.line) for s in found(statement)] == [(bound, 3, 1)]


def test_definitions_are_told_from_actions() -> None:
    """Functions, classes and imports are read even when the time is up; what does not parse is neither."""
    source = (
        "import a\nfrom b import c\ndef f(): pass\nasync def g(): pass\nclass C: pass\nx = 1\nprint(x)\ndef"
    )
    assert [s.definition for s in found(source)] == [True] * 5 + [False] * 3


def test_tracebacks_find_the_source() -> None:
    """As it was handed in, commands included, but with plain line ends."""
    found("x = 1\r\n!ls\ry = 2")
    assert linecache.getline("<cell 3>", 2) == "!ls\n"
    assert linecache.getline("<cell 3>", 3) == "y = 2"


def test_python_is_taken_as_it_is() -> None:
    """Nothing in it is looked at as a command if all of it parses."""
    assert told("x = 7\\\n%3\ny = (x\n%2)\nz = '''\n!ls'''") == ["x = 7 % 3", "y = x % 2", "z = '\\n!ls'"]


@pytest.mark.parametrize(
    ("source", "meaning"),
    [
        ("\ufeffx = 1\r\ny = 2", ["x = 1", "y = 2"]), ("", []), ("# nothing", []), ("\n\n", []),
        ("%%bash\nls", []), ("%%time\nx = 1", ["x = 1"]), ("%%writefile a.py\nx = 1", []),
        ("!ls\nx = 1", ["pass", "x = 1"]), ("x = !ls", ["x = get_ipython().getoutput('ls')"]),
        ("x?", ["pass"]), ("%time x = 1\ny = 2", ["x = 1", "y = 2"]), (">>> x = 1", ["x = 1"]),
        ("%run tool.py", ["from tool import *"]),
        ("get_ipython().system('ls')\nx = 1", ["pass", "x = 1"]),
        ("x = 1 # why?", ["x = 1"]), ("if x:\n\ty = 1\n        z = 2", ["if x:\n    y = 1\n    z = 2"]),
        ("if x:\n\ty = 1\n    z = 2", ["if x:\n    y = 1\n    z = 2"]),
        ("!ls\nif x:\n\ty = 1\n    z = 2", ["pass", "if x:\n    y = 1\n    z = 2"]),
        ("x = '\\d'", ["x = '\\\\d'"]), ("1 is 1", ["1 is 1"]),
    ],
)  # fmt: skip
def test_forms_of_right_source(source: str, meaning: list[str]) -> None:
    """Notebook commands, prompts, line ends, byte order marks, tabs: nothing is lost, nothing is said."""
    assert told(source) == meaning


def test_statements_keep_their_lines() -> None:
    """After commands, in mended source, within decorators."""
    source = "!ls \\\n  -l\nx = 1\ny = = 2\n\n@d\ndef f(): pass\n%magic\nz = 3"
    assert [s.line for s in found(source) if s.names] == [3, 4, 7, 9]


# -- what does not parse --------------------------------------------------------------------------


def test_a_broken_block_costs_only_itself() -> None:
    """Each block that parses is kept, with its decorators, branches and handlers."""
    source = """
        import a
        def before(): return 1
        def broken():
            return (
        @d
        @e(
            1
        )
        def after():
            return 2
        if x:
            y = 1
        elif z:
            y = 2
        else:
            y = 3
        try:
            u = 1
        except E:
            u = 2
        finally:
            u = 3
        table = {
            'a': 1,
        }
        text = '''
        def not_code(:
        '''
        """
    text = told(source)
    assert text.count("# 4: it does not parse: '(' was never closed") == 1
    assert len(text) == 8
    assert "return 2" in text[3]
    assert text[4].startswith("if x:")
    assert "finally" in text[5]
    assert text[6:] == ["table = {'a': 1}", "text = '\\ndef not_code(:\\n'"]


@pytest.mark.parametrize(
    ("source", "names", "defines"),
    [
        ("def f(:\n  x = 1", ("f",), (("f", "function"),)),
        ("async def f(:\n  pass", ("f",), (("f", "function"),)),
        ("class C\n  pass", ("C",), (("C", "class"),)),
        ("@d\ndef f(:\n  pass", ("f",), (("f", "function"),)),
        ("class C:\n  def m(self:\n    pass", ("C",), (("C", "class"),)),
        ("x = ", ("x",), ()), ("x = (1,", ("x",), ()), ("x == = 1", (), ()), ("print 'x'", (), ()),
        ("x =", ("x",), ()), ("f(x", (), ()),
    ],
)  # fmt: skip
def test_what_does_not_parse_tells_the_names_it_seems_to_bind(
    source: str, names: tuple[str, ...], defines: tuple[tuple[str, str], ...]
) -> None:
    """And which of them are functions and classes."""
    (statement,) = found(source)
    assert (statement.names, statement.defines, statement.node) == (names, defines, None)
    assert statement.problem


@pytest.mark.parametrize(
    "source",
    [
        "print 'hello'", "print x", "exec 'x = 1'", "raise ValueError, 'no'", "if x <> y: pass",
        "try: pass\nexcept A, e: pass", "x = 0777", "x = `y`", "x = ur'a'",
    ],
)  # fmt: skip
def test_python_2_is_called_by_its_name(source: str) -> None:
    """It is the interpreter's age, not a slip of the pen."""
    assert "Python 2" in found(source)[0].problem


@pytest.mark.parametrize(
    "source", ["x = = 1", "def f(:\n  pass", "x = (1,", "for i in range(3)\n  pass", "x = 12abc"]
)
def test_a_slip_is_not_called_python_2(source: str) -> None:
    """The parser's own words are told."""
    assert found(source)[0].problem.startswith("it does not parse: ")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("z = " + "(" * 300 + ")" * 300, "parse"), ("z = '\0'", "null"), ("z = " + "[" * 5000, "parse"),
        ("z = " + "-" * 30_000 + "1", "does not parse"),
        ("z = '''", "unterminated"),
    ],
)  # fmt: skip
def test_what_overwhelms_the_parser_is_a_broken_block(source: str, why: str) -> None:
    """What stands around it is kept."""
    before, statement, after = found(f"x = 1\n{source}\ny = 2") if "'''" not in source else [
        *found("x = 1"), *found(source), *found("y = 2")
    ]  # fmt: skip
    assert (before.names, statement.names, after.names) == (("x",), ("z",), ("y",))
    assert why in statement.problem


def test_a_statement_may_consist_of_many_blocks() -> None:
    """Lines of a text that look like statements, up to so many."""
    few, many = ("\n".join(["x = '''", *["y = 1"] * count, "'''", "z = = 1"]) for count in (MERGE - 3, MERGE))
    assert [s.names for s in found(few)] == [("x",), ("z",)]
    assert len(found(many)) > 2


def test_commands_in_mended_source_are_understood() -> None:
    """Beside a broken block they mean what they mean elsewhere."""
    assert told("!ls\ndef f(:\n    pass\n%time x = 1\n!ls\ny = 2")[0] == "pass"
    assert told("!ls\ndef f(:\n    pass\n%time x = 1\n!ls\ny = 2")[2:] == ["x = 1", "pass", "y = 2"]


def test_a_tab_in_a_broken_cell_is_as_wide_as_it_was_meant() -> None:
    """Where all else is right, the block is kept."""
    assert told("x = = 1\ndef f():\n\tif x:\n        return 1")[1:] == [
        "def f():\n    if x:\n        return 1"
    ]

"""What is left of a reference: it parses, it shows no solution, and it keeps the rest."""

import ast
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import AuthorError
from autograder.intake.markers import has_markers
from autograder.intake.stripping import STUB, stripped


def left(text: str) -> str:
    return stripped(text, "x.py")


def test_a_body_becomes_a_stub_and_keeps_its_docstring() -> None:
    """Of functions, methods and coroutines; one stub for each solution."""
    assert left(
        'class A:\n    def f(self):\n        """Doc."""\n        ### BEGIN SOLUTION\n        return 1\n'
        "        ### END SOLUTION\n"
    ) == ('class A:\n    def f(self):\n        """Doc."""\n        raise NotImplementedError\n')
    assert left("async def f():\n  # BEGIN SOLUTION\n  a\n\n  b\n  # END SOLUTION\n") == (
        "async def f():\n  raise NotImplementedError\n"
    )


def test_a_solution_in_the_middle_of_a_function_is_a_stub_there() -> None:
    """What was written around it stays where it was."""
    text = "def f(x):\n    y = 1\n    for i in x:\n{0}        y += i\n{1}    return y\n"
    assert left(text.format("### BEGIN SOLUTION\n", "### END SOLUTION\n")) == (
        "def f(x):\n    y = 1\n    for i in x:\n        raise NotImplementedError\n    return y\n"
    )


def test_outside_of_functions_nothing_is_left() -> None:
    """And only the larger gap of the two around it."""
    helper = "### BEGIN SOLUTION\ndef helper():\n    return 1\n\n\nX = helper()\n### END SOLUTION\n"
    assert left(f"import a\n\n{helper}\n\ndef f():\n    pass\n") == "import a\n\n\ndef f():\n    pass\n"
    assert left(f"import a\n\n\n{helper}\nb = 1\n") == "import a\n\n\nb = 1\n"
    assert left(f"import a\n{helper}b = 1\n") == "import a\nb = 1\n"
    assert left(f"{helper}\n\nb = 1\n") == "b = 1\n"
    assert left(f"a = 1\n\n\n{helper}") == "a = 1\n"
    assert left(f"a = 1\n\n\n{helper}\n{helper}\n") == "a = 1\n"
    assert left(helper) == ""


def test_a_block_that_loses_all_is_still_python() -> None:
    """A class can be made but raises, another block passes, and a class with something left is as it is."""
    cut = "    ### BEGIN SOLUTION\n    x = 1\n    ### END SOLUTION\n"
    stub = "    def __init__(self, *args, **kwargs):\n        raise NotImplementedError\n"
    assert left(f"class A:\n{cut}") == f"class A:\n{stub}"
    assert left(f'class A:\n    """Doc."""\n\n{cut}\n{cut}') == f'class A:\n    """Doc."""\n\n{stub}'
    assert left(f"class A:\n    y = 1\n{cut}") == "class A:\n    y = 1\n"
    assert left(f"if a:\n{cut}else:\n    y\n") == "if a:\n    pass\nelse:\n    y\n"
    assert left(f"try:\n{cut}except E:\n{cut}") == "try:\n    pass\nexcept E:\n    pass\n"
    assert left("match a:\n  case 1:\n" + cut) == "match a:\n  case 1:\n    pass\n"


def test_a_branch_may_be_a_solution() -> None:
    """The others stay."""
    cut = "    # BEGIN SOLUTION\n    else:\n        return 2\n    # END SOLUTION\n"
    text = f"def f(a):\n    if a:\n        return 1\n{cut}"
    assert left(text) == "def f(a):\n    if a:\n        return 1\n    raise NotImplementedError\n"


def test_what_stands_in_the_starter_only() -> None:
    """Comments of the reference become code, in the place of a solution or by themselves."""
    text = (
        "x = 0\n### BEGIN STARTER\n# x = None  # yours\n#\n#     deeper\n\n# # a comment\n### END STARTER\n"
    ).replace("#     deeper\n", "")
    assert left(text) == "x = 0\nx = None  # yours\n\n\n# a comment\n"
    method = (
        "class A:\n    ### BEGIN SOLUTION\n    def f(self, x):\n        return 1\n\n    ### END SOLUTION\n"
        "    ### BEGIN STARTER\n    # def f(self):\n"
        "    #     raise NotImplementedError\n    ### END STARTER\n"
    )
    assert left(method) == "class A:\n    def f(self):\n        raise NotImplementedError\n"
    body = (
        "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n\n\n"
        "### BEGIN STARTER\n# y = 1\n### END STARTER\n"
    )
    assert left(body) == "def f():\n    raise NotImplementedError\n\n\ny = 1\n"


def test_without_markers_a_text_stays_as_it_is() -> None:
    """But for its line ends."""
    assert left("def f(:\r\n  'no Python'") == "def f(:\n  'no Python'"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "x = [\n### BEGIN SOLUTION\n1,\n### END SOLUTION\n]\n",
            "x.py, line 2: a marker stands inside a statement; put it before or behind it",
        ),
        (
            'x = """\n### BEGIN SOLUTION\n### END SOLUTION\n"""\n',
            "x.py, line 2: a marker stands inside a statement; put it before or behind it",
        ),
        (
            "### BEGIN SOLUTION\nif a:\n    b\n    ### END SOLUTION\n    c\n",
            "x.py, line 4: the region cuts what line 2 begins; let it hold whole statements",
        ),
        (
            "try:\n    a\n### BEGIN SOLUTION\nexcept E:\n    b\n### END SOLUTION\nc = 1\n",
            "x.py, line 3: no Python is left here (expected 'except' or 'finally' block); "
            "let each region hold whole statements",
        ),
        (
            "a = 1\nb = = 2\n### BEGIN SOLUTION\n### END SOLUTION\n",
            "x.py, line 2: no Python is left here (invalid syntax); let each region hold whole statements",
        ),
        (
            "### BEGIN STARTER\n# a = 1\nb = 2\n### END STARTER\n",
            "x.py, line 3: a STARTER is made of comments in the reference; this is none",
        ),
        (
            "x = 1\n### BEGIN STARTER\n# a = = 1\n### END STARTER\n",
            "x.py, line 3: no Python is left here (invalid syntax); let each region hold whole statements",
        ),
    ],
)
def test_what_cannot_be_cut(text: str, says: str) -> None:
    """One sentence with file and line."""
    with pytest.raises(AuthorError) as error:
        left(text)
    assert str(error.value) == says


# ---- random programs ------------------------------------------------------------------------------

FILLERS = {"raise NotImplementedError", "pass", "def __init__(self, *args, **kwargs):"}
HEADERS = {
    "def": ["def kept_f(x):"],
    "doc": ["def kept_f(x):", '    """Kept: a text', '        ### of lines."""'],
    "class": ["class Kept(dict):", '    """Kept."""'],
    "if": ["if kept:"],
    "for": ["for kept in x:"],
    "decorated": ["@kept", "async def kept_f(", "    x,", "):"],
}


@dataclass(frozen=True)
class Program:
    """The lines of a reference, and those of them that stand outside of its solutions."""

    lines: tuple[str, ...]
    kept: tuple[str, ...]
    stubs: int = 0  # solutions that stand in a function


def indented(part: Program) -> Program:
    lines, kept = (tuple(f"    {line}" for line in each) for each in (part.lines, part.kept))
    return Program(lines, kept, part.stubs)


def in_turn(parts: list[Program]) -> Program:
    lines = tuple(line for part in parts for line in part.lines)
    return Program(lines, tuple(line for part in parts for line in part.kept), sum(p.stubs for p in parts))


def secret(part: Program, depth: int, gap: bool, owner: str) -> Program:
    """A part as a solution."""
    first, last = f"{' ' * depth}### BEGIN SOLUTION", f"{' ' * depth}### end solution: that is all"
    lines = (line.replace("kept", "secret").replace("Kept", "Secret") for line in part.lines)
    return Program((first, *lines, last, *([""] if gap else [])), (), int(owner == "function"))


def owner_of(kind: str, owner: str) -> str:
    """What the statements of a block belong to."""
    if kind in ("def", "doc", "decorated"):
        return "function"
    return kind if kind == "class" else owner


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0, marked: bool = False, owner: str = "") -> Program:
    """Statements, some of which are solutions as a whole."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        cut = not marked and draw(st.booleans())
        kind = draw(st.sampled_from(["simple", *HEADERS])) if depth < 3 else "simple"
        if kind == "simple":
            part = Program(("kept = 1  # kept",), ("kept = 1  # kept",))
        else:
            header = tuple(HEADERS[kind])
            inner = draw(blocks(depth + 1, marked or cut, owner_of(kind, owner)))
            part = in_turn([Program(header, header), indented(inner)])
        parts.append(secret(part, draw(st.integers(0, 8)), draw(st.booleans()), owner) if cut else part)
    return in_turn(parts)


@given(blocks())
def test_every_program_parses_shows_no_solution_and_keeps_the_rest(program: Program) -> None:
    """Line by line, in order; and it raises once for each solution in a function."""
    text = "\n".join(program.lines) + "\n"
    ast.parse(text)
    result = left(text)
    ast.parse(result)
    assert "secret" not in result.lower()
    assert not has_markers(result)
    lines = [line for line in result.split("\n") if line.strip()]
    assert [line for line in lines if line.strip() not in FILLERS] == list(program.kept)
    classes = sum("def __init__(self, *args" in line for line in lines)
    assert sum(line.strip() == STUB for line in lines) == program.stubs + classes
    assert left(result) == result


def test_the_random_programs_are_cut_in_every_way() -> None:
    """Some leave a stub, some an empty class, some a block that passes, some nothing."""
    seen: set[str] = set()

    @given(blocks())
    def collect(program: Program) -> None:
        seen.update(
            line.strip() for line in left("\n".join(program.lines)).split("\n") if line.strip() in FILLERS
        )

    collect()
    assert seen == FILLERS

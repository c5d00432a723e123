"""Notebook commands become `pass`, each line in its place; what is Python stays as it is."""

import pytest

from autograder.sandbox.magics import normal, without_magics


@pytest.mark.parametrize(
    ("line", "python"),
    [
        ("%matplotlib inline", "pass"), ("!pip install torch", "pass"), ("files = !ls", "pass"),
        ("?np.sum", "pass"),
        ("np.sum?", "pass"), ("np.sum??", "pass"), ("    !ls", "    pass"), ("t = %timeit -o f()", "pass"),
        ("%cd data", "pass"), ("%time model = train()", "model = train()"), ("%time", "pass"),
        ("%timeit f()", "pass"),
        ("a.b = !ls", "pass"), ("x = 7 % 3", "x = 7 % 3"), ("x != y", "x != y"),
        ("print('50% off?')", "print('50% off?')"),
        ("# why?", "# why?"), ("x = '!ls'", "x = '!ls'"),
    ],
)  # fmt: skip
def test_only_a_line_that_is_a_command_is_replaced(line: str, python: str) -> None:
    """Magics, shell lines and questions go; expressions with the same signs stay."""
    assert without_magics(f"a = 1\n{line}\nb = 2") == f"a = 1\n{python}\nb = 2"


@pytest.mark.parametrize(
    "inside",
    [
        "x = (17\n% 5)", "s = '''\n%d items\n!important\nwhat?\n'''",
        's = f("""a\n% b""", [\n"(", # )\n% 2])', "x = 17 \\\n% 5",
        "s = 'it\\'s (' + r\"\\\"\"\nd = {\n'a': 1\n% 2}", "s = \"\"\"it's\\\"\"\"\"", "x = [1]]]\ny = 2",
        "s = '''a''' + '''b\n%c'''",
    ],
)  # fmt: skip
def test_lines_within_a_statement_are_left_alone(inside: str) -> None:
    """A % or ! at the start of a line in brackets, in a string or after a backslash is no command."""
    assert without_magics(f"!ls\n{inside}\n%magic") == f"pass\n{inside}\npass"


def test_brackets_left_open_end_at_the_next_definition() -> None:
    """One broken statement does not turn the commands after the next keyword into Python."""
    assert (
        without_magics("x = (1,\ndef f():\n    !ls\n    return 1")
        == "x = (1,\ndef f():\n    pass\n    return 1"
    )


def test_a_shell_line_takes_its_continuation_along() -> None:
    """A backslash continues the command."""
    assert without_magics("!pip install \\\n   torch \\\n   numpy\nx = 1") == "pass\n\n\nx = 1"


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile x.py", "%%javascript", "\n\n%%sh -e"])
def test_a_cell_in_another_language_is_dropped(magic: str) -> None:
    """Its lines are kept in number, not in content."""
    assert without_magics(f"{magic}\nx = 1") == "\n" * (magic.count("\n") + 1)


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 1", "%%capture out"])
def test_a_timed_cell_is_kept(magic: str) -> None:
    """Its body is Python."""
    assert without_magics(f"{magic}\nx = 1") == "pass\nx = 1"


def test_line_ends_and_byte_order_marks_are_normal() -> None:
    """Files from any editor read alike."""
    assert normal("\ufeffa = 1\r\nb = 2\rc = 3\n") == "a = 1\nb = 2\nc = 3\n"

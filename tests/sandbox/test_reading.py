"""What a statement does to the names of its module is read off its text, by Python's rules of scope."""

import argparse
import ast
import collections.abc
import contextlib
import dataclasses
import enum
import functools
import http.client
import inspect
import symtable
import typing
from types import ModuleType

import pytest

from autograder.sandbox.effects import ANY, Call, Effects, is_main_guard, pattern
from autograder.sandbox.reading import effects_of
from autograder.sandbox.scopes import PARAMETER


def effects(source: str) -> Effects:
    """Of the only statement in it."""
    (node,) = ast.parse(source).body
    return effects_of(node)


def names(text: str) -> set[str]:
    """Names in one text."""
    return set(text.split())


def plainly(found: set[str]) -> set[str]:
    """Without what stands for files."""
    return {name for name in found if not name.startswith("<file ") and not name.startswith("<file*")}


NOW = {
    # source: what it reads, binds, surely binds, writes into
    "a = b": ("b", "a", "a", ""),
    "a = c = b": ("b", "a c", "a c", ""),
    "a, (c, *d) = b": ("b", "a c d", "a c d", ""),
    "a.x.y = b": ("a b", "", "", "a"),
    "a[i][0] = b": ("a b i", "", "", "a"),
    "a[i:j] = b": ("a b i j", "", "", "a"),
    "a.b().c = d": ("a d", "", "", "a"),
    "a += b": ("a b", "a", "a", "a"),
    "a.x += b": ("a b", "", "", "a"),
    "a[i] += b": ("a b i", "", "", "a"),
    "a: T = b": ("T b", "a", "a", ""),
    "a: T": ("T", "", "", ""),
    "a.x: T = b": ("T a b", "", "", "a"),
    "del a": ("a", "a", "a", ""),
    "del a.x, b[i]": ("a b i", "", "", "a b"),
    "print(a := b)": ("print b", "a", "a", ""),
    "c and (a := b)": ("c b", "a", "", ""),
    "(a := b) if c else d": ("c b d", "a", "", ""),
    "f'{a} {b!r:{c}}'": ("a b c", "", "", ""),
    "a[0] @ -b < c": ("a b c", "", "", ""),
    "assert a, b": ("a b", "", "", ""),
    "raise a from b": ("a b", "", "", ""),
    "await a": ("a", "", "", ""),
    "import a.b, c.d as e": ("", "a e", "a e", ""),
    "from a import b, c as d": ("", "b d", "b d", ""),
    "from a import *": ("", "*", "", ""),
    "for i in a: b = i": ("a i", "b i", "", ""),
    "for a.x in b: pass": ("a b", "", "", "a"),
    "while a: b = 1": ("a", "b", "", ""),
    "if a:\n  b = 1\nelse:\n  b = c": ("a c", "b", "", ""),
    "try:\n  a = b\nexcept E as e:\n  c = e\nelse:\n  d = 1\nfinally:\n  g = 1":
        ("b E e", "a e c d g", "", ""),
    "try:\n  a = b\nexcept* E:\n  pass": ("b E", "a", "", ""),
    "with a as b, c as (d, e): g = 1": ("a c", "b d e g", "b d e", ""),
    "with a: b = 1": ("a", "b", "", ""),
    "with a as b.x: pass": ("a b", "", "", "b"),
    "match a:\n  case [b, *c]: pass\n  case {'k': d}: e = 1\n  case F(g) as h if i: pass":
        ("a F i", "b c d e g h", "", ""),
    "match a:\n  case 1 | _: pass\n  case [*_]: pass": ("a", "", "", ""),
    "if __name__ == '__main__':\n  a = b": ("", "", "", ""),
    "if '__main__' == __name__:\n  a = b\nelse:\n  c = d": ("d", "c", "c", ""),
    "if __name__ == 'submission':\n  a = b": ("__name__ b", "a", "", ""),
    "def f(x, /, y=a, *z: T, u=b, **v: S) -> R: x; y; z; u; v": ("a T b S R", "f", "f", ""),
    "@a.b(c)\ndef f(): pass": ("a c", "f", "f", ""),
    "async def f(): pass": ("", "f", "f", ""),
    "f = lambda x, y=a: b": ("a", "f", "f", ""),
    "@a\nclass C(B, metaclass=M): pass": ("a B M", "C", "C", ""),
    "if a:\n  def f(): pass": ("a", "f", "", ""),
    "class C:\n  b = a\n  c: T = b\n  def m(self, x=b): pass": ("a T", "C", "C", ""),
    "[x for y in a for x in y if x > b]": ("a b", "", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("source", NOW)
def test_what_happens_while_a_statement_runs(source: str) -> None:
    """The names that it reads, that it binds, that it binds whatever happens, and that it writes into."""
    found = effects(source)
    if "for y in a" in source:  # the targets of comprehensions: see below
        assert plainly(found.now.reads) == names(NOW[source][0])
        return
    assert [plainly(found.now.reads), found.now.binds, found.kills, found.now.changes] == list(
        map(names, NOW[source])
    )


LATER = {
    # source: what it reads, binds, writes into when what it defines is called
    "def f(x): return x + a": ("a", "", ""),
    "def f():\n  x = 1\n  return x": ("", "", ""),
    "def f():\n  if a: x = 1\n  return x": ("a", "", ""),
    "def f():\n  global x\n  x = a": ("a", "x", ""),
    "def f():\n  global x\n  x += 1": ("x", "x", "x"),
    "def f():\n  global x\n  def g(): x = 1\n  return g": ("", "", ""),
    "def f():\n  global x\n  def g(): return x\n  return g": ("x", "", ""),
    "def f():\n  x = 1\n  def g():\n    nonlocal x\n    x = a\n  return g": ("a", "", ""),
    "def f():\n  x = 1\n  def g(): return x, a\n  return g": ("a", "", ""),
    "def f():\n  x = 1\n  class C:\n    y = x\n    def m(self): return y\n  return C": ("y", "", ""),
    "def f():\n  class C:\n    x = a\n  return C": ("a", "", ""),
    "def f(x):\n  x[0] = a": ("a", "", PARAMETER),
    "def f(x):\n  y = x.z\n  y.w += a": ("a", "", PARAMETER),
    "def f(*x):\n  for y in x: y.z = 1": ("", "", PARAMETER),
    "def f():\n  a[0] = b": ("a b", "", "a"),
    "def f():\n  x = a\n  x.y = 1": ("a", "", "a"),
    "def f():\n  x = g()\n  x.y = 1": ("g", "", ""),
    "def f():\n  with a as x: x.y = 1": ("a", "", "a"),
    "def f():\n  import x\n  x.y = 1": ("", "", ""),
    "def f():\n  try: pass\n  except a as x: x": ("a", "", ""),
    "def f(): return [x for x in a if b]": ("a b", "", ""),
    "def f(): return [y := x for x in a], y": ("a", "", ""),
    "def f():\n  global y\n  return [y := x for x in a]": ("a", "y", ""),
    "def f():\n  for x in a: x.y = 1": ("a", "", "a"),
    "def f(): yield from a": ("a", "", ""),
    "async def f():\n  async with a as x: pass\n  async for y in b: await c": ("a b c", "", ""),
    "def f():\n  match a:\n    case {'k': x, **y}: return x, y": ("a", "", ""),
    "f = lambda x: x + a": ("a", "", ""),
    "f = lambda: (x := a)": ("a", "", ""),
    "f(lambda x: x.append(a))": ("a", "", ""),
    "f = [lambda: a for _ in b]": ("a", "", ""),
    "class C:\n  b = a\n  def m(self): return b": ("b", "", ""),
    "class C:\n  def m(self): self.x = a": ("a", "", PARAMETER),
    "def f(x=lambda: a): pass": ("a", "", ""),
    "def f(): globals()['x'] = a": ("x a", "x", ""),
    "def f(): locals()['x'] = a": ("locals a", "", "locals()"),
    "def f(): exec('x = a')": ("exec a", "", ""),
    "def f(): exec(t)": ("exec t *", "*", ""),
}


@pytest.mark.parametrize("source", LATER)
def test_what_happens_when_it_is_called(source: str) -> None:
    """A function's own names stay inside; a parameter stands for whatever is given."""
    later = effects(source).later
    assert [plainly(later.reads), later.binds, later.changes] == list(map(names, LATER[source]))


@pytest.mark.parametrize(
    "source",
    [
        "x = [n for n in a]", "x = {n: m for n, m in a}", "x = dict((n, m) for n, m in a)",
        "{n for m in a for n in m}",
    ],
)  # fmt: skip
def test_a_comprehension_keeps_its_names_to_itself(source: str) -> None:
    """`n` is what it was before."""
    found = effects(source)
    assert not {"n", "m"} & (found.now.binds | found.kills | found.now.reads)


def test_a_walrus_in_a_comprehension_binds_outside() -> None:
    """The target of the comprehension is not bound, the other name is."""
    found = effects("[y := x for x in a]")
    assert (found.now.binds, found.now.reads) == ({"y"}, {"a"})


def test_a_captured_rest_is_bound() -> None:
    """`**rest` of a mapping pattern is a name like any other."""
    assert "rest" in effects("match a:\n  case {'k': 1, **rest}: pass").now.binds


CALLS = {
    "f(a, *b, k=c, **d)": [Call("f", "", ("a", "b", "c", "d"), True)],
    "x = f(a)": [Call("f", "", ("a",), False)],
    "a.b[0].m(c)": [Call("a", "m", ("c",), True)],
    "a.m(b).n([c, (d, *e)])": [
        Call("a", "n", ("c", "d", "e", "b()"), True),
        Call("a", "m", ("b",), False),
    ],
    "await f(a)": [Call("f", "", ("a",), True)],
    "f(a if b else c, d or e, {1: g}, (h := i))": [Call("f", "", ("a", "c", "d", "e", "g", "h", "i"), True)],
    "f(a + b, 'text')": [Call("f", "", (), True)],
    "def f(x): g(x, a)": [Call("g", "", (PARAMETER, "a"), True)],
    "def f(x): x.m(a)": [Call(PARAMETER, "m", ("a",), True)],
    "def f():\n  x = []\n  x.append(a)": [Call("", "append", ("a",), True)],
    "def f():\n  x = a\n  x.append(1)": [Call("a", "append", (), True)],
    "a[0](b)": [Call("", "", ("b", "a"), True)],
    "f(a)(b)": [Call("", "", ("b", "f", "a"), True), Call("f", "", ("a",), False)],
}


@pytest.mark.parametrize("source", CALLS)
def test_a_call_is_told_by_what_it_begins_with(source: str) -> None:
    """The function or object, the method, what is given to it, and whether anybody looks at the answer."""
    found = effects(source)
    assert [*found.now.calls, *found.later.calls] == CALLS[source]


@pytest.mark.parametrize(
    ("source", "pairs"),
    [
        ("a = b.c[0]", {"ab"}), ("a = [b, {1: (c, *d)}, {e}]", {"ab", "ac", "ad", "ae"}),
        ("a = b if c else d", {"ab", "ad"}), ("a = b or c", {"ab", "ac"}),
        ("a = b or c or d", {"ab", "ac", "ad"}),
        ("a, b = c", {"ac", "bc"}), ("a = b = c", {"ac", "bc"}), ("a: T = b", {"ab"}),
        ("for a in b: pass", {"ab"}), ("with b as a: pass", {"ab"}), ("a = (b := c)", {"ac", "bc"}),
        ("a = b.m(c)", {"ab"}), ("a = b + c", set()), ("a.x = b", set()),
        ("a = await b", {"ab"}), ("def f():\n  a = b", set()), ("[b for a in c]", set()),
    ],
)  # fmt: skip
def test_names_may_hold_parts_of_the_same(source: str, pairs: set[str]) -> None:
    """What is written into one is then seen in the other."""
    assert pairs <= {one + other for one, other in effects(source).aliases}


def test_a_name_may_hold_what_calls_were_given() -> None:
    """Every call in the value, whatever its place; of a function's own names nothing is told."""
    assert effects("a = [f(b), g(c) + 1]").results == [
        ("a", Call("f", "", ("b",), False)),
        ("a", Call("g", "", ("c",), False)),
    ]
    assert effects("def f():\n  a = g(b)").results == []


def test_definitions_and_imports_are_told_by_name() -> None:
    """Those of the top level, also under a condition."""
    found = effects(
        "if x:\n  import a.b, c as d\n  from e.f import g as h\n  from . import i\n  from .j import k"
    )
    assert found.imports == {"a": "a.b", "d": "c", "h": "e.f", "i": "i", "k": "j"}
    found = effects("try:\n  def f(): pass\n  class C: pass\nexcept E:\n  async def g():\n    def h(): pass")
    assert (found.functions, found.classes) == ({"f", "g"}, {"C"})
    assert effects("from a.b import *").now.binds == {"*"}
    found = effects("def f():\n  import a\n  def g(): pass\n  class C: pass")
    assert (found.imports, found.functions, found.classes) == ({}, {"f"}, set())


@pytest.mark.parametrize(
    "source", ["for i in a: pass", "while a: pass", "async def f():\n  async for i in a: pass"]
)
def test_loops_are_told(source: str) -> None:
    """They may take long."""
    found = effects(source)
    assert found.now.loops != found.later.loops
    assert not effects("[i for i in a]").now.loops


NAMESPACES = {
    # source: reads, binds
    "globals()['a'] = b": ("a b", "a"),
    "x = globals()['a']": ("a", "x"),
    "del globals()['a']": ("a", "a"),
    "globals()[f'W{i}'] = 1": ("W* i", "W*"),
    "globals()['W' + i] = 1": ("W* i", "W*"),
    "globals()[a] = 1": ("* a", "*"),
    "globals()[f''] = 1": ("*", "*"),
    "locals()['a'] = vars()['b']": ("a b", "a"),
    "globals().get('a')": ("a", ""),
    "globals().pop('a')": ("a", "a"),
    "globals().keys()": ("*", ""),
    "globals().update(a=b)": ("* b", "*"),
    "globals().setdefault('a', b)": ("* b", "*"),
    "print(globals())": ("print globals *", "*"),
    "dir()": ("dir *", "*"),
    "vars(a)['b'] = 1": ("vars a", ""),
    "a.globals()['b'] = 1": ("a", ""),
    "exec('a = b')": ("exec b", "a"),
    "exec('a = ')": ("exec", ""),
    "exec(t)": ("exec t *", "*"),
    "exec()": ("exec *", "*"),
    "x = eval('a + b')": ("eval a b", "x"),
    "eval(f'a{i}')": ("eval i *", "*"),
    "a.eval('b')": ("a", ""),
}


@pytest.mark.parametrize("source", NAMESPACES)
def test_what_is_reached_by_its_name_as_a_text(source: str) -> None:
    """The name if it stands there, a pattern if a part of it does, else all names."""
    found = effects(source)
    assert [plainly(found.now.reads), found.now.binds] == list(map(names, NAMESPACES[source]))


def test_what_is_executed_surely_binds_what_it_says() -> None:
    """At the top level; within a block or a pattern of names nothing is sure."""
    assert effects("exec('a = 1')").kills == {"a"}
    assert effects("if b: exec('a = 1')").kills == set()
    assert effects("globals()['a'] = 1").kills == set()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("'a'", "a"), ("f'a{i}b{j}'", "a*b*"), ("'a' + i", "a*"), ("i + 'a'", "*a"), ("'a' + 'b'", "ab"),
        ("i", ANY), ("1", ANY), ("'a' * 2", ANY), ("f''", ANY),
    ],
)  # fmt: skip
def test_a_key_is_a_name_or_a_pattern(key: str, name: str) -> None:
    """What is not known of it is `*`."""
    assert pattern(ast.parse(key, mode="eval").body) == name


@pytest.mark.parametrize(
    ("test", "guard"),
    [
        ("__name__ == '__main__'", True), ("'__main__' == __name__", True),
        ("(__name__) in ('__main__',)", True),
        ("__name__ == '__main__' and x", False), ("__name__ == 'x'", False), ("x == '__main__'", False),
        ("__name__", False), ("True", False),
    ],
)  # fmt: skip
def test_a_main_guard_is_recognised(test: str, guard: bool) -> None:
    """In either order."""
    assert is_main_guard(ast.parse(test, mode="eval").body) is guard


# -- Python's own symbol table as the judge -------------------------------------------------------

MODULES = (
    argparse,
    collections.abc,
    contextlib,
    dataclasses,
    enum,
    functools,
    http.client,
    inspect,
    typing,
    ast,
)
ODD = names("globals locals vars dir exec eval __name__ top __class__")  # what is read in a way of its own


def by_python(node: ast.stmt) -> tuple[set[str], set[str]]:
    """The global names that a statement reads and binds, at any time."""
    reads, binds, waiting = set(), set(), [symtable.symtable(ast.unparse(node), "", "exec")]
    while waiting:
        table = waiting.pop()
        waiting += table.get_children()
        for symbol in table.get_symbols():
            if table.get_type() == "module" or symbol.is_global():
                reads |= {symbol.get_name()} if symbol.is_referenced() else set()
                binds |= {symbol.get_name()} if symbol.is_assigned() or symbol.is_imported() else set()
    return reads, binds


def plain(node: ast.stmt) -> bool:
    """Whether it has none of what is read in a way of its own."""
    inner = list(ast.walk(node))
    called = {n.id for n in inner if isinstance(n, ast.Name)} | {getattr(n, "name", "") for n in inner}
    return not called & ODD and not any(isinstance(n, ast.Delete) for n in inner)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_no_name_is_overlooked(module: ModuleType) -> None:
    """In statements of the standard library, all global names that Python sees are found, and no others."""
    for node in filter(plain, ast.parse(inspect.getsource(module)).body):
        found, (reads, binds) = effects_of(node), by_python(node)
        inside = (
            {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
            if isinstance(node, ast.ClassDef)
            else set()
        )
        assert reads <= plainly(found.now.reads | found.later.reads) <= reads | inside, ast.unparse(node)
        assert binds - {"*"} == (found.now.binds | found.later.binds) - {"*"}, ast.unparse(node)

"""The names of a scope are those that Python's own symbol table has for it."""

import ast
import symtable

import pytest

from autograder.sandbox.scopes import assigned, parameters

BODIES = {
    "a name": "x = 1",
    "several names": "x = y = 1; (z, [u, *v]) = w",
    "not an attribute or an item": "x.a = y[0] = 1",
    "augmented": "x += 1",
    "annotated": "x: int = 1\ny.z: int = 2",
    "deleted": "del x, y.z, u[0]",
    "definitions": "def f(a): b = 1\nasync def g(a): b = 1\nclass C:\n  d = 1",
    "imports": "import a.b, c.d as e\nfrom f import g, h as i",
    "loops": "for x, y in z:\n  u = 1\nelse:\n  v = 1",
    "with": "with a as (x, y), b: z = 1",
    "except": "try:\n  x = 1\nexcept E as e:\n  y = 1\nelse:\n  z = 1\nfinally:\n  u = 1",
    "except star": "try:\n  x = 1\nexcept* E as e:\n  y = 1",
    "a comprehension": "x = [y for y in z if y]",
    "all comprehensions": "{a for a in z}, {b: c for b, c in z}, (d for d in z)",
    "comprehensions in one another": "[[y for y in x] for x in z]",
    "a walrus": "print(x := 1)",
    "a walrus in a comprehension": "[y := f(x) for x in z if (u := x)]",
    "a walrus in two comprehensions": "[[(y := x) for x in v] for v in z]",
    "a lambda": "x = lambda y: (z := y)",
    "match": "match a:\n  case [b, *c]: pass\n  case {'k': d, **e}: pass\n  case F(g, h=i): pass\n"
    "  case (1 | 2) as j: k = 1\n  case _: pass",
    "global": "global x, y\nx = 1\nz = 1",
    "global in a block": "if a:\n  global x\n  x = 1",
    "global of an inner function": "def g():\n  global x\n  x = 1\ny = 1",
    "global of a class": "class C:\n  global x\n  x = 1",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_binds_what_python_says(name: str) -> None:
    """The local names of a function with this body, and those that it declares global."""
    indented = "\n".join(f"  {line}" for line in BODIES[name].splitlines())
    (table,) = symtable.symtable(f"async def function():\n{indented}", "", "exec").get_children()
    local = {s.get_name() for s in table.get_symbols() if s.is_local()}
    outer = {s.get_name() for s in table.get_symbols() if s.is_declared_global()}
    names, declared = assigned(ast.parse(BODIES[name]).body)
    assert (names, declared) == (local, outer)


def test_a_nonlocal_name_belongs_to_another_scope() -> None:
    """It is neither the function's own nor the module's."""
    assert assigned(ast.parse("nonlocal x\nx = 1\ny = 1").body) == ({"y"}, set())


def test_parameters_of_every_kind_are_names() -> None:
    """Their defaults and annotations are not."""
    (node,) = ast.parse("def f(a, b: T = u, /, c=v, *d, e=w, **g): pass").body
    assert isinstance(node, ast.FunctionDef)
    assert parameters(node.args) == set("abcdeg")
    assert parameters(ast.parse("lambda: 1", mode="eval").body.args) == set()  # type: ignore[attr-defined]

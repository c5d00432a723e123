"""Mutants of a module: one error each, of the kinds that this field knows."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from autograder.intake.equivalents import read_equivalents
from autograder.judging.mutants import EXPRESSIONS, STATEMENTS, Mutant, mutants, sampled

ROOT = Path(__file__).parents[2]
REFERENCES = sorted((ROOT / "reference_solutions").glob("[!_]*.py"))

# operator: a function (or its body), and some of what the operator makes of it
EXAMPLES = {
    "default": ("def f(x, h=0.5): return x", ["x, h=0.5 -> x, h=1.0", "x, h=0.5 -> x, h=0.0"]),
    "sign": ("return a * b", ["a * b -> -(a * b)"]),
    "operator": ("return a - b", ["a - b -> a + b", "a - b -> b - a"]),
    "term": ("return a - b", ["a - b -> a", "a - b -> -b"]),
    "factor": ("return a / n", ["a / n -> a"]),
    "axis": (
        "return a.sum(axis=1, keepdims=True)",
        [f"a.sum(axis=1, keepdims=True) -> a.sum({rest})" for rest in ("keepdims=True", "axis=1")],
    ),
    "transpose": ("return a.T @ b", ["a.T -> a", "a.T @ b -> a.T @ b.T"]),
    "index": (
        "return a[0], a[1:], a[:, None]",
        ["a[0] -> a[1]", "a[1:] -> a[:]", "a[:, None] -> a[None, :]"],
    ),
    "reduction": ("return a.sum()", ["a.sum() -> a.mean()"]),
    "comparison": ("return a < b", ["a < b -> a <= b", "a < b -> a >= b"]),
    "boolean": ("return a and b", ["a and b -> a or b", "a and b -> a", "a and b -> b"]),
    "condition": ("return [x for x in a if x]", ["[x for x in a if x] -> [x for x in a]"]),
    "string": ('return a["lr"] + a["mu"]', ["a['lr'] -> a['mu']", "a['mu'] -> a['lr']"]),
    "entry": ('return {"W": a, "b": b}', ["{'W': a, 'b': b} -> {'W': a}"]),
    "argument": ("return np.where(c, a, b), f(a, b)", ["f(a, b) -> f(b, a)"]),
    "call": ("return np.log(a)", ["np.log(a) -> a"]),
    "clamp": ("return np.maximum(a, b)", ["np.maximum(a, b) -> a", "np.maximum(a, b) -> b"]),
    "copy": ("return a.copy()", ["a.copy() -> a"]),
    "detach": ("import torch\ndef f(a): return a.exp()", ["a.exp() -> a.exp().detach()"]),
    "loop": ("return range(n)", ["range(n) -> range(1, n)", "range(n) -> range(n - 1)"]),
    "answer": ("return a, b", ["return (a, b) -> return (b, a)", "return (a, b) -> return a"]),
    "constant": ("return 3", [f"return 3 -> return {n}" for n in (6, 4, 0, 1)]),
    "update": ("a += b\n    optimizer.zero_grad()\n    return a", ["a += b -> a = b", "a += b -> nothing"]),
    "stale": (
        "b = b + a\n    a = a + b\n    return a",
        ["b = b + a; a = a + b -> a = a + b; b = b + a", "b = b + a -> nothing"],
    ),
    "branch": ("if a:\n        b = 1\n    return b", ["if a: … -> b = 1", "if a: … -> nothing"]),
    "exception": ("if a:\n        raise ValueError\n    return b", ["raise ValueError -> pass"]),
}


def made(source: str) -> dict[str, Mutant]:
    """Mutants by name."""
    return {mutant.name: mutant for mutant in mutants(source)}


def written(source: str) -> str:
    """A function with this body, unless it is one."""
    return source if "def " in source else f"def f(a, b):\n    {source}\n"


@pytest.mark.parametrize("operator", EXAMPLES)
def test_each_operator_makes_its_error(operator: str) -> None:
    """The named changes are there, by this operator."""
    source, names = EXAMPLES[operator]
    by_name = made(written(source))
    assert {by_name[f"f: {name}"].operator for name in names} == {operator}


def test_every_operator_has_an_example() -> None:
    """No operator is without one."""
    assert EXAMPLES.keys() == EXPRESSIONS.keys() | STATEMENTS.keys()


FURTHER = {
    "a[0].mean(1)": "a[0].mean(1) -> a[0].mean(0)",
    "np.sum(a, 0)": "np.sum(a, 0) -> np.sum(a)",
    "np.transpose(a)": "np.transpose(a) -> a",
    "a.transpose(0, 1)": "a.transpose(0, 1) -> a",
    "a[::-1]": "a[::-1] -> a[:]",
    "a[:-1]": "a[:-1] -> a[:0]",
    "a[:n]": "a[:n] -> a[:n - 1]",
    "a[:, -1]": "a[:, -1] -> a[:, 0]",
    "[a[i] for i in range(b)]": "a[i] -> a[i + 1]",
    "np.array(a)": "np.array(a) -> a",
    "a.clip(0, 1)": "a.clip(0, 1) -> a",
    "not a": "return not a -> return a",
    "a or b or c": "a or b or c -> a or c",
    "a if b else c": "a if b else c -> c",
    "{k: v for k, v in a if v}": "{k: v for k, v in a if v} -> {k: v for k, v in a}",
    "range(1, n)": "range(1, n) -> range(2, n)",
    "enumerate(a, 1)": "enumerate(a, 1) -> enumerate(a)",
    "enumerate(a)": "enumerate(a) -> enumerate(a, 1)",
    "max(a, key=len)": "max(a, key=len) -> min(a, key=len)",
    "a.mean(dim=-1)": "a.mean(dim=-1) -> a.mean(dim=0)",
    "a.abs()": "a.abs() -> a",
    "a['mode']": "a['mode'] -> a['mode_']",
    "0 - a": "0 - a -> 0",
    "a[:, None, 0]": "a[:, None, 0] -> a[:, None, 1]",
    "a.round(2)": "a.round(2) -> a.round(3)",
    "lambda h=-1: h": "h=-1 -> h=1",
    "np.std(a, ddof=1)": "np.std(a, ddof=1) -> np.std(a)",
    "-a": "return -a -> return a",
    "a ** -2": "a ** (-2) -> a ** (-4)",
    "f(a, True)": "f(a, True) -> f(a, False)",
}


@pytest.mark.parametrize("expression", FURTHER)
def test_further_errors(expression: str) -> None:
    """Other forms of the same errors."""
    assert f"f: {FURTHER[expression]}" in made(written(f"return {expression}"))


TORCH = "import torch\ndef f(a):\n    {}\n    return a\n"


@pytest.mark.parametrize(
    ("line", "name"),
    {
        "a = a.detach()": "a.detach() -> a",
        "a = torch.zeros(2, requires_grad=True)": "torch.zeros(2, requires_grad=True) -> torch.zeros(2)",
        "with torch.no_grad(): a += 1": "with torch.no_grad(): … -> a += 1",
        "a.data = a": "a.data = a -> nothing",
        "a.backward(); a.step()": "a.backward(); a.step() -> a.step(); a.backward()",
    }.items(),
)
def test_errors_with_tensors(line: str, name: str) -> None:
    """What only torch code has."""
    assert f"f: {name}" in made(TORCH.format(line))


def test_what_is_caught_goes_on() -> None:
    """An except block raises again; a break goes on; what is skipped or asserted is not."""
    names = made(written("for x in a:\n        assert x\n        continue\n    return b"))
    assert {"f: assert x -> nothing", "f: continue -> nothing"} <= names.keys()
    names = made(written("for x in a:\n        try: b = x\n        except ValueError: break\n    return b"))
    assert {"f: break -> raise", "f: break -> continue"} <= names.keys()
    names = made(written("try: return a\n    except ValueError:\n        b = 1\n        return b"))
    assert names["f: b = 1; return b -> raise"].operator == "exception"


def test_an_update_in_a_loop_may_never_come() -> None:
    """What was assigned before a loop is known in it."""
    names = made(written("w = a\n    for _ in range(b):\n        w = w - 1\n    return w"))
    assert names["f: w = w - 1 -> pass"].operator == "stale"


def test_equal_names_are_numbered() -> None:
    """Two equal pieces of one function have names of their own, the same names in other functions too."""
    text = "def f(a): return a.T, a.T\ndef g(a): return a.T, a.T\n"
    names = [mutant.name for mutant in mutants(text) if mutant.operator == "transpose"]
    assert names == ["f: a.T -> a", "f: a.T -> a #2", "g: a.T -> a", "g: a.T -> a #2"]


def test_names_do_not_depend_on_other_functions() -> None:
    """More functions before, after and beside: the names of this one stay."""
    alone = written('return a["x"] * 2')
    beside = (
        f'K = 3\ndef g(q, w=1): return q["y"] - w\n{alone}\nclass C:\n    def h(self): return {{"z": 1}}\n'
    )
    assert [*made(alone)] == [m.name for m in mutants(beside) if m.function == "f"]
    assert {m.function for m in mutants(beside)} == {"f", "g", "C.h", "K"}


def test_what_decides_nothing_is_left_alone() -> None:
    """Docstrings, annotations, imports, messages, __repr__, the main block, the table of conventions."""
    text = '''
"""One 1."""
from os import path as p
CONVENTIONS = {"half": True}
class C:
    """Two 2."""
    def __repr__(self): return "a" + "b" * 2
def f(a: "int" = None) -> "1 + 1":
    """Three 3."""
    print(f"{a + 1}")
    return a
if __name__ == "__main__":
    f(1 + 1)
'''
    assert [*made(text)] == ["f: print(f'{a + 1}') -> nothing"]


CHOICE = """
CONVENTIONS = {"half": True, "mode": "drop"}
def f(a):
    k = a / 2 if CONVENTIONS["half"] else a * 3
    if not CONVENTIONS["mode"] == "drop":
        k = -k
    return k
"""


def test_code_for_another_convention_is_left_alone() -> None:
    """Where a convention decides, only the branch that is taken changes, or the other is taken."""
    names = [name.removeprefix("f: ") for name in made(CHOICE)]
    whole = 'a / 2 if CONVENTIONS["half"] else a * 3'.replace('"', "'")
    assert f"{whole} -> a * 3" in names
    assert {f"{whole} -> a / 2", "a * 3 -> a", "return -k -> return k"} & {*names} == set()
    assert "if not CONVENTIONS['mode'] == 'drop': … -> k = -k" in names
    assert "if not CONVENTIONS['mode'] == 'drop': … -> nothing" not in names
    other = {m.name.removeprefix("f: ") for m in mutants(CHOICE, {"half": False, "mode": "keep"})}
    assert {"a * 3 -> a", f"{whole} -> a / 2", "k = -k -> nothing"} - other == {"k = -k -> nothing"}
    assert "a / 2 -> a" not in other


def test_a_test_of_nothing_chosen_is_a_test() -> None:
    """A condition on anything else keeps both its branches."""
    names = made(written("return a * 2 if b == 3 else a * 5"))
    assert {"f: a * 2 -> a", "f: a * 5 -> a"} <= names.keys()


HARMLESS = (
    "a * 1: a, 1 * a: a, a / 1: a, a / 1: a * 1, a * -1: a / -1, a + 0: a, a + 0: a - 0, [a] + [b]: [a] - [b]"
)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        *(each.split(": ") for each in HARMLESS.split(", ")),
        ("np.maximum(a, b)", "np.maximum(b, a)"),
        ("np.add(a, b)", "np.add(b, a)"),
        ("a.reshape(b, -1)", "a.reshape(b, -2)"),
        ("f.x(a, b)", "f.x(b, a)"),
        ("not a < b", "not (not a < b)"),
    ],
)
def test_what_changes_nothing_is_no_mutant(text: str, other: str) -> None:
    """x * 1 is not told from x; sides that may change places stay; lists are not subtracted."""
    sources = {mutant.source for mutant in mutants(f"{written(f'return {text}')}\nK = 1")}
    assert sources
    assert f"def f(a, b):\n    return {other}\n\nK = 1" not in sources


def test_a_mutant_shows_its_lines() -> None:
    """The diff has the line as it was, with its place, and as it is now."""
    text = (
        "K = 1\n\n\ndef f(a, b):\n    while a < b:  # on\n        a = (a\n             + 1)\n    return a\n"
    )
    by_name = made(text)
    assert by_name["f: a < b -> a <= b"].diff == (
        "@@ line 5, f @@\n-    while a < b:  # on\n+    while a <= b:"
    )
    assert by_name["f: a + 1 -> a"].diff == (
        "@@ line 6, f @@\n-        a = (a\n-             + 1)\n+        a = a"
    )
    assert (
        by_name["f: a + 1 -> a"].source
        == "K = 1\n\n\ndef f(a, b):\n    while a < b:\n        a = a\n    return a\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_every_mutant_of_a_reference_is_one_change(path: Path) -> None:
    """Each compiles and differs from the reference and from the others, in the definition it names alone."""
    source = path.read_text(encoding="utf-8")
    found, original = mutants(source), parts(source)
    assert found == mutants(source)
    assert len({mutant.name for mutant in found}) == len({mutant.source for mutant in found}) == len(found)
    for mutant in found:
        changed = parts(mutant.source)
        assert changed.keys() == original.keys()
        assert [name for name in original if changed[name] != original[name]] == [mutant.function]


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_what_is_listed_as_equivalent_is_a_mutant(path: Path) -> None:
    """Each name in an assignment's equivalent.toml is one of its reference's mutants."""
    listed = read_equivalents(ROOT / "assignments" / path.stem)
    assert listed.keys() <= made(path.read_text(encoding="utf-8")).keys()


def parts(source: str) -> dict[str, str]:
    """The trees of a module's definitions, as text, by name."""
    found = {}
    for node in ast.parse(source).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        for part in inner:
            name = getattr(part, "name", "") or ast.unparse(getattr(part, "targets", [part])[0])
            found[f"{node.name}.{name}" if isinstance(node, ast.ClassDef) else name] = ast.dump(part)
    return found


def test_a_sample_is_spread_evenly() -> None:
    """Every function and every operator is there, none much more often than it must be."""
    found = mutants((ROOT / "reference_solutions" / "backprop.py").read_text(encoding="utf-8"))
    few = sampled(found, 100)
    assert len(few) == 100
    assert [m for m in found if m in few] == [*few]
    for kind in ("function", "operator"):
        assert {getattr(mutant, kind) for mutant in few} == {getattr(mutant, kind) for mutant in found}
    assert max(Counter(mutant.function for mutant in few).values()) < 10
    assert sampled(found, 10_000) == found

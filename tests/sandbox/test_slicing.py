"""What is needed for a name is enough: it is then as after running all; and what is not needed stays out."""

import ast
import copy
from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox.loading import Loader, Source
from autograder.sandbox.parsing import statements
from autograder.sandbox.reading import effects_of
from autograder.sandbox.slicing import Slice
from autograder.sandbox.standins import lack_of


def kept(source: str, *wanted: str, **how: Any) -> list[str]:
    """The first lines of the statements that are needed."""
    body = ast.parse(dedent(source)).body
    needed = Slice([effects_of(node) for node in body], **how).needed(wanted)
    return [ast.unparse(body[number]).partition("\n")[0] for number in sorted(needed)]


VALUES = st.sampled_from("abcd")
FUNCTIONS = st.sampled_from("fgh")
LINES = (
    "{n} = [{k}]",
    "{n} = {m} + [{k}]",
    "{n} = {m}",
    "{n} = sorted({m})",
    "{n}.append({k})",
    "{n}[0] = {k}",
    "{n} += [{k}]",
    "{n}: list = [{k}, *{m}]",
    "{n}, {m} = {m}, {n}",
    "{n}, *{m} = [[{k}], {k}, 7]",
    "({n} := [{k}])",
    "{n} = [x for x in {m}]",
    "{n} = [n for n in {m} if n]",
    "{n} = (lambda q={m}: q)()",
    "{n} = (lambda: {m} + [{k}])()",
    "for i in range(2): {n}.append(i + {k})",
    "for i in list({m}): {n}.append(i)",
    "while len({n}) < 4: {n} = {n} + [{k}]",
    "if len({n}) > 1:\n    {m} = [{k}]\nelse:\n    {n} = [{k}]",
    "if len({n}) > 1:\n    def {f}(x): return [{k}]",
    "try:\n    {n} = undefined\nexcept NameError:\n    {n} = [{k}]",
    "try:\n    {n}.append({k})\n    undefined\nexcept NameError:\n    {m} = [{k}]",
    "with open('/dev/null') as file: {n} = [{k}]",
    "{n} = undefined + {m}",
    "{n} = {m}.missing",
    "del {n}",
    "def {f}(x): return x + {n}",
    "def {f}(x, y={n}): return y + x",
    "def {f}(x):\n    {n}.append({k})\n    return x",
    "def {f}(x):\n    global {n}\n    {n} = {n} + [{k}]\n    return {n}",
    "def {f}(x):\n    x.append({k})\n    return x",
    "def {f}(x):\n    y = x\n    y[0] = {k}\n    return [{k}]",
    "def {f}(x): return {g}(x) + [{k}]",
    "def {f}(x):\n    def inner(): return {n}\n    return inner()",
    "def {f}(x): return {n}",
    "{f} = {g}",
    "{f} = lambda x: {n} + x",
    "{f}({n})",
    "{n} = {f}({m})",
    "{n} = [{f}({m}), {k}][0]",
    "print({n}, {f}({m}))",
    "box = {{'k': {n}}}\nbox['k'].append({k})",
    "{n} = box['k']",
    "class C:\n    v = {n}\n    def method(self): return {m}",
    "class C:\n    def __init__(self, v): self.v = v\n    def method(self): {n}.append({k}) or self.v",
    "class C:\n    def __init__(self, v): self.v = v\n    def method(self): return self.v",
    "o = C()",
    "o = C({n})",
    "{n} = o.method()",
    "o.v = [{k}]",
    "{n} = o.v",
    "C.method = lambda self: {n}",
    "globals()['{n}'] = [{k}]",
    "globals()[f'{{chr(97)}}'] = [{k}]",
    "exec('{n}.append({k})')",
    "exec('{n} ' + '= [{k}]')",
    "{n} = eval('{m}')",
    "{n} = list(map({f}, [{m}]))[0]",
    "keep = {f}\n@keep\ndef {g}(x): return x",
    "if __name__ == '__main__':\n    {n} = [{k}]",
    "{f}.mark = {n}",
)


@st.composite
def programs(draw: st.DrawFn) -> str:
    """Statements that bind, read, change and share lists, in any order."""
    lines = ["a = [1]", "b = [2]", "c = [3]", "d = [4]", "box = {'k': [0]}"]
    lines += [f"def {name}(x): return x" for name in "fgh"]
    for line in draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=9)):
        names = {"n": draw(VALUES), "m": draw(VALUES), "f": draw(FUNCTIONS), "g": draw(FUNCTIONS)}
        lines.append(line.format(**names, k=draw(st.integers(0, 99))))
    return "\n".join(lines)


def outcome(source: str, wanted: tuple[str, ...] | None, name: str) -> Any:
    """What a name is after loading, or what a function returns then; an exception by its type."""
    found = Source.of("", statements(source, 0, "<module>"))
    unsure: set[tuple[str, int]] = set()
    sought: set[tuple[str, str]] = set()
    for _ in range(6):
        module = ModuleType("submission")
        module.__dict__["print"] = lambda *args: None
        fresh = Source("", found.statements, found.effects)
        fresh.names |= {name for _, name in sought}
        loader = Loader({}, set(unsure), None, False, lambda file, number: None)
        loader.run(fresh, wanted, module, lambda cell: "<module>")
        if not loader.doubts():
            break
        unsure |= set(loader.doubts())
        sought |= {("", name) for name in fresh.names}
    try:
        value = vars(module)[name]
        if lack_of(value) is None and callable(value):
            value = value([9])
        return "missing" if lack_of(value) is not None else copy.deepcopy(value)
    except RecursionError:
        return "RecursionError"
    except Exception as error:
        return type(error).__name__


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(programs(), st.sampled_from("abcdfgh"))
def test_what_is_needed_is_enough(source: str, name: str) -> None:
    """A name means the same as after running everything."""
    assert outcome(source, (name,), name) == outcome(source, None, name), source


TRAINING = """
import torch
class Net(torch.nn.Module):
    def __init__(self): self.layer = torch.nn.Linear(SIZE, 2)
SIZE = 3
model = Net()
optimizer = torch.optim.SGD(model.parameters())
losses = []
for epoch in range(100):
    optimizer.step()
    losses.append(epoch)
accuracy = evaluate(model)
def predict(x): return model(x)
def plot(): return losses
def loss(y): return y
"""


def test_training_that_nobody_needs_stays_out() -> None:
    """A class needs its globals, not what is done with its objects."""
    assert kept(TRAINING, "Net", "loss") == [
        "import torch", "class Net(torch.nn.Module):", "SIZE = 3", "def loss(y):",
    ]  # fmt: skip


def test_training_of_what_a_function_uses_is_needed() -> None:
    """The optimizer holds the model's parameters, so its steps change the model."""
    found = kept(TRAINING, "predict")
    assert "for epoch in range(100):" in found
    assert "accuracy = evaluate(model)" not in found


def test_the_thrifty_define_functions_and_train_nothing() -> None:
    """What a function reads when it is called is there only if it costs nothing."""
    found = kept(TRAINING, "predict", "plot", thrifty=True)
    assert "for epoch in range(100):" not in found
    assert {"model = Net()", "losses = []", "def predict(x):"} <= set(found)


OUT = {
    "an earlier definition": ("def f(): return 1\ndef f(): return 2", ["def f():"]),
    "what is overwritten": ("W = slow()\nW = 1\ndef f(): return W", ["W = 1", "def f():"]),
    "plots and prints": ("W = 1\nprint(W)\nshow = W\ndef f(): return W", ["W = 1", "def f():"]),
    "the main block": ("def f(): return 1\nif __name__ == '__main__':\n    f = 2", ["def f():"]),
    "a local of the same name": ("x = 1\ndef f():\n    x = 2\n    return x", ["def f():"]),
    "a variable of a comprehension": ("x = 1\ndef f(y): return [x for x in y]", ["def f(y):"]),
    "a parameter": ("x = 1\ndef f(x): return x", ["def f(x):"]),
    "an unused import": ("import os\nimport re\ndef f(): return re", ["import re", "def f():"]),
    "a seed of another module": ("import random\nrandom.seed(1)\nimport n\nf = n.f", ["import n", "f = n.f"]),
}  # fmt: skip


@pytest.mark.parametrize("case", OUT)
def test_what_is_not_needed_stays_out(case: str) -> None:
    """Only these statements run."""
    source, expected = OUT[case]
    assert kept(source, "f") == expected


IN = {
    "the path": "import sys\nsys.path.append('x')\ndef f(): return 1",
    "a seed": "import numpy as np\nnp.random.seed(1)\nf = np.random.rand()",
    "a setting": "import torch\ntorch.set_default_dtype(torch.float64)\ndef f(): return torch.ones(1)",
    "an attribute": "class C: pass\nC.lr = 1\ndef f(): return C.lr",
    "a method added later": "class f: pass\ndef forward(self): return 1\nf.forward = forward",
    "a registry": "R = {}\ndef add(g):\n    R[g] = g\n    return g\n@add\ndef h(): pass\ndef f(): return R",
    "a starred import": "from numpy import *\ndef f(): return array(1)",
    "code in a text": "exec('W = 1')\ndef f(): return W",
    "names made in a loop": "for i in range(3): globals()[f'W{i}'] = i\ndef f(): return W1",
    "an unknown text": "text = 'f = 1'\nexec(text)",
    "a helper of a helper": "K = 1\ndef g(): return K\ndef h(): return g()\nf = lambda: h()",
    "a mutating method": "class C:\n    def up(self): self.n = 1\nc = C()\nd = c.up()\ndef f(): return c.n",
    "a mutating function": "def up(w): w[0] = 1\nW = [0]\nd = up(W)\ndef f(): return W",
    "a share": "W = [0]\nV = W\nV[0] = 1\ndef f(): return W",
    "a global": "def init():\n    global W\n    W = 1\ninit()\ndef f(): return W",
}  # fmt: skip


@pytest.mark.parametrize("case", IN)
def test_what_is_needed_stays(case: str) -> None:
    """All of these statements run."""
    assert len(kept(IN[case], "f")) == len(ast.parse(IN[case]).body)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("sum = \ndef f(x): return sum(x)", 9),  # a blank that nobody filled in
        ("sum = 1 / 0\ndef f(x): return sum(x)", 9),
        ("W = 1\nif __name__ != '__main__':\n    W = 2\ndef f(x): return W", 2),
        ("W = 1\ntry:\n    getattr(__name__)\nexcept TypeError:\n    W = 2\ndef f(x): return W", 2),
    ],
)
def test_what_goes_wrong_leaves_the_rest_as_it_is(source: str, value: int) -> None:
    """A name of Python's own stays; only a main block is left out; a call that is wrong is just wrong."""
    assert outcome(source, ("f",), "f") == outcome(source, None, "f") == value

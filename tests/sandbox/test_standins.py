"""Modules that are not there: importing works, using one for a value says so."""

import asyncio
import copy
import importlib
import operator
import pickle
import textwrap
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.endings import StudentRaised
from autograder.sandbox.standins import Finder, StandIn, StandInUsed, cause, lack_of, missing_value
from autograder.sandbox.student import Student
from tests.sandbox.conftest import Bench
from tests.sandbox.snippets import finding, run

WORKS = {
    "import": "import nowhere",
    "import of a part": "import nowhere.deep.deeper as n\nimport nowhere.other\nm = nowhere.deep.deeper",
    "import of a name": "from nowhere.deep import A, B as C",
    "import of everything": "from nowhere import *",
    "import by name": "import importlib\nn = importlib.import_module('nowhere')",
    "import twice": "import nowhere\nimport nowhere",
    "setting up": "import nowhere as n\nn.seed(0)\nn.config.x = 1\nmodel = n.Model(3).to('cpu')",
    "context manager": "import nowhere as n\nwith n.session() as s:\n    y = s.x",
    "annotation": "import nowhere as n\ndef f(x: n.Tensor, y: n.Float[n.Tensor, 'a b'] | None = None): pass",
    "type check": "import nowhere as n\nassert not isinstance(1, n.Model)",
    "printing": "import nowhere as n\nprint(n, n.x, f'{n.x}')",
    "default": "import nowhere as n\ndef f(x=n.zeros): pass",
}


@pytest.mark.parametrize("name", WORKS)
def test_importing_what_is_missing_works(bench: Bench, name: str) -> None:
    """The statements around it load; the session says which module is missing."""
    session = bench.loaded(f"{WORKS[name]}\nfine = True")
    assert session.loaded.notes == ()
    assert session.loaded.missing == ("nowhere",)
    assert Student(bench.run_of(session))["fine"] is True


def test_decorators_are_identity(bench: Bench) -> None:
    """With and without arguments, on functions and classes."""
    student = bench.student("""
        import nowhere as n
        @n.jit
        def f(): return 1
        @n.jit(nopython=True)
        def g(): return 2
        @n.register
        class C: x = 3
        @n.register("name")
        class D: x = 4
        def h(): return f(), g(), C.x, D.x
    """)
    assert student.h() == (1, 2, 3, 4)


def test_a_missing_class_can_be_extended(bench: Bench) -> None:
    """What the student writes works; what would be inherited is missed, and says so."""
    student = bench.student("""
        import nowhere as n
        from typing import Generic, TypeVar
        T = TypeVar("T")
        class Model(n.Module, n.Mixin):
            def __init__(self, size):
                super().__init__(size, device="cpu")
                self.size = size
            def double(self): return 2 * self.size
            def train(self): return self.fit()
        class Both(dict, n.Module): pass
        class Kind(n.Module, Generic[T]): pass
        def double(): return Model(3).double()
        def train(): return Model(3).train()
        def others(): return len(Both(a=1)), Kind().__class__.__name__
        def copied():
            import copy
            return copy.copy(Model(4)).size
    """)
    assert student.double() == 6
    assert student.others() == (1, "Kind")
    assert student.copied() == 4
    with pytest.raises(StudentRaised, match="nowhere is not installed") as caught:
        student.train()
    assert caught.value.module == "nowhere"


def test_a_guarded_import_fails_as_the_student_expects(bench: Bench) -> None:
    """try: import x / except ImportError finds no x, and its module is not reported as missing."""
    source = "try:\n    import nowhere\n    fast = True\nexcept ImportError:\n    fast = False"
    session = bench.loaded(source)
    assert Student(bench.run_of(session))["fast"] is False
    assert session.loaded.missing == ()


def test_libraries_find_no_stand_ins(bench: Bench) -> None:
    """A library that looks for an optional module gets the ImportError it handles."""
    session = bench.loaded(
        "import helper, os\nx = helper.x\n"
        "import sys\nsys.path.insert(0, os.path.join(os.getcwd(), 'lib'))\nimport library\ny = library.found",
        files={
            "helper.py": b"x = 1",
            "lib/library.py": b"found = True\ntry: import nowhere\nexcept ImportError: found = False",
        },
    )
    student = Student(bench.run_of(session))
    assert student["y"] is False
    assert session.loaded.missing == ()


def test_a_part_that_a_real_module_lacks_is_an_error(bench: Bench) -> None:
    """numpy is there; numpy.nothing is a mistake, not a missing module."""
    session = bench.loaded("import numpy.nothing")
    assert "No module named 'numpy.nothing'" in session.loaded.notes[0].why
    assert session.loaded.missing == ()


@pytest.fixture
def finder() -> Iterator[Finder]:
    """Stand-ins for whatever is missing."""
    with finding() as finder:
        yield finder


MENTIONS = {
    "version": "print(n.__version__)\nnew = n.__version__.split('.')",
    "call": "x = n.zeros((3, 3), device=n.device('cpu')).to(n.float32)",
    "alias": "from nowhere.layers import Dense as D\nnet = n.Sequential([D(3), D(4, name='x')])",
    "attribute set": "n.config.x.y = 2\nn.seed = 3\nmodel = n.Model()\nmodel.stop = True\ndel model.stop",
    "item set": "n.session_state['k'] = 1\nn.table[1:, 'a'] = 2\ndel n.session_state['k']",
    "default": "def f(x=n.zeros, *, y=n.ones(3)): return 1\nassert f() == 1",
    "key": "d = {n.a: 1, n.b(2): 2}\ns = {n.a, n.a}\nx = n.a\nassert {x: 5}[x] == 5",
    "identity": "x = n.a\nassert x is x and x is not None and x == x and x != 1 and not x == n.a",
    "member": "x = n.a\nassert x in [x] and x not in [1, 2]",
    "copies": "import copy, pickle\nx = n.a\nassert copy.copy(x) is x and copy.deepcopy([x])[0] is x",
    "text": "x = n.a(2)\nprint(x, repr(x), f'{x} {x:.3f} {x!r:>20}', '%s' % x, '{:d}'.format(x))",
    "with": "with n.scope('x') as s, n.other():\n    s.y = 1",
    "asynchronous with": """
        import asyncio
        async def f():
            async with n.session() as s: return s
        asyncio.run(f())
    """,
    "kind": "assert not isinstance(1, n.T) and not issubclass(int, n.T) and not isinstance(n.a, (int, n.T))",
    "optional": """
        import typing as t
        def f(a: n.T | None, b: 'n.T' = None, *c: None | n.T, d: int | n.T | str = 1) -> n.T[int, 'a b']: pass
        def g(a: t.Optional[n.T], b: t.Union[n.T, int, None], c: list[n.T], d: t.Callable[[n.T], n.T]): pass
        def h(a: t.Annotated[n.T, 1], b: t.Dict[str, n.T], c: t.Type[n.T], d: tuple[n.T, ...]): pass
        assert t.get_type_hints(f) and t.get_type_hints(g) and t.cast(n.T, 1) == 1
    """,
    "fields": """
        from dataclasses import dataclass, field
        from typing import NamedTuple
        @dataclass
        class A:
            x: n.T
            y: n.U = n.zeros
            z: list[n.T] = field(default_factory=list)
        class B(NamedTuple):
            x: n.T
            y: n.T = n.one
        assert A(1).x == 1 and B(2).x == 2
    """,
    "decorator": """
        @n.a
        def f(): return 1
        @n.a.b(3, k=4)
        @n.c
        def g(): return 2
        @n.register
        class C: x = 3
        @n.register('name', k=1)
        class D: x = 4
        class E:
            @n.a
            def f(self): return 5
            @n.a
            @staticmethod
            def g(): return 6
            @n.a()
            @property
            def h(self): return 7
            @staticmethod
            @n.a
            def i(): return 8
            @classmethod
            @n.a(1)
            def j(cls): return 9
        assert (f(), g(), C.x, D.x, E().f(), E.g(), E().h, E.i(), E.j()) == (1, 2, 3, 4, 5, 6, 7, 8, 9)
    """,
    "decorator by partial": """
        from functools import lru_cache, partial
        @partial(n.jit, static_argnums=(0,))
        def f(): return 1
        @n.jit
        @lru_cache(maxsize=None)
        def g(): return 2
        @n.jit
        async def h(): pass
        assert (f(), g()) == (1, 2)
    """,
    "decorator inside": """
        def outer():
            @n.jit
            def inner(x): return x + 1
            return inner(1)
        assert outer() == 2
    """,
    "no decoration": """
        def loss(x): return x
        class Model: pass
        def inner(f=loss):
            def local(): pass
            return n.minimize(f), n.minimize(local)
        results = n.minimize(loss), n.build(Model), n.map(lambda x: x), n.cast(float), *inner()
        assert all(type(r).__name__ == 'StandIn for nowhere' for r in results)
    """,
    "callback": "def f(x): return x\nn.button(on_click=f)\nn.app.run(f, 3)",
    "base": """
        class A(n.Base):
            def __init__(self, x):
                super(A, self).__init__(x, device='cpu')
                self.x = x
            def f(self): return self.x
        class B(A):
            def __init__(self):
                super().__init__(5)
        assert A(3).f() == 3 and B().f() == 5 and isinstance(A(3), n.Base) and issubclass(B, n.Base)
        assert not isinstance(A(3), n.Other) and bool(A(3))
    """,
    "what a base would do": """
        class Env(n.Env):
            def __init__(self):
                super().__init__()
                self.save_hyperparameters()
                self.space = n.Box(0, 1)
            def reset(self, *, seed=None):
                super().reset(seed=seed)
                super(Env, self).build(n.shape)
                return 3
            @classmethod
            def make(cls): return cls()
            def close(self):
                self.log('x', 1)
                return super().close()
        class Other(Env):
            def reset(self): return super().reset(seed=1) + 1
        assert Env.make().reset(seed=1) == 3 and Other().reset() == 4 and Env().close().x is not None
    """,
    "bases": """
        class A(n.Base, n.sub.Mixin, n.Third): x = 1
        class B(dict, n.Base): pass
        class C(n.Base, dict): pass
        class D(n.Base, A): pass
        class E(A, n.Other): pass
        assert A(1).x + D(k=2).x + E(3).x == 3 and B(a=1)['a'] == 1 and len(C()) == 0 and not C()
        assert not B() and B(a=1) and isinstance(D(), n.Third)
    """,
    "abstract base": """
        import abc, collections.abc, typing
        T = typing.TypeVar('T')
        class A(n.Base, abc.ABC):
            @abc.abstractmethod
            def f(self): ...
        class B(A):
            def f(self): return 1
        class C(abc.ABC, n.Base): pass
        class D(n.Base, typing.Generic[T]): pass
        class E(typing.Generic[T], n.Base[T]): pass
        class F(n.Base, metaclass=abc.ABCMeta): pass
        class G(n.Base, collections.abc.Sized):
            def __len__(self): return 3
        assert B(1).f() == 1 and C(2) and D(3) and E(4) and D[int] and F(5) and len(G()) == 3
    """,
    "metaclass": """
        class A(metaclass=n.Meta):
            x = 1
            def f(self): return __class__.x
        class B(n.Base, table=True, key=3): x = 2
        assert A().f() == 1 and B().x == 2
    """,
    "dataclass of a base": """
        import copy
        from dataclasses import dataclass
        @dataclass
        class A(n.Config):
            x: int = 1
        assert A(2).x == 2 and A(3) == A(3) and copy.deepcopy(A(4)).x == 4
    """,
    "enumeration": "import enum\nclass A(enum.Enum):\n    X = n.x\n    Y = n.y\nassert A.X is not A.Y",
    "except": """
        try:
            1 / 0
        except (n.APIError, ValueError):
            raised = 1
        except n.errors.Refused as error:
            raised = 2
        except ZeroDivisionError:
            raised = 3
        except n.error:
            raised = 4
        assert raised == 3
    """,
    "own exception": """
        class Mine(n.APIError):
            pass
        try:
            raise Mine('bad')
        except n.APIError as error:
            assert str(error) == 'bad'
    """,
    "exception that is none": """
        loss = n.losses.MeanSquaredError(reduction='sum')
        model = n.Model(loss=loss, metrics=[n.metrics.RootMeanSquaredError(), n.metrics.RootMeanSquaredError])
        model.compile(loss.name)
        class Loss(n.losses.MeanSquaredError):
            def __init__(self, k):
                super().__init__(k, name='loss')
                self.k = k
        assert Loss(3).k == 3
    """,
    "warning": "import warnings\nwarnings.filterwarnings('ignore', category=n.exceptions.ConvergenceWarning)",
    "suppress": "import contextlib\nwith contextlib.suppress(n.NotFoundError, ValueError): raise ValueError",
    "reload": "import importlib\nn = importlib.reload(n)\nx = n.y",
    "partial": "import functools\nf = functools.partial(n.f, 1)\ng = functools.partial(f, k=2)\ny = g(3)",
    "thread": "import threading\nt = threading.Thread(target=n.f)",
    "switched off": "@n.no_grad()\ndef f(x): return x\nwith n.no_grad(): y = f(2)\nassert y == 2",
    "application": """
        st = n
        st.set_page_config(page_title='x')
        @st.cache_resource()
        def load(): return 1
        @st.cache_data(ttl=3, show_spinner=False)
        def compute(x): return x
        with st.sidebar:
            st.title('x'); st.session_state.k = 1
        st.session_state['m'] = load() + compute(2)
    """,
    "tracking": "n.init(project='x', config={'lr': 1})\nn.log({'loss': 2}, step=1)\nn.config.lr = 3",
}  # fmt: skip


@pytest.mark.parametrize("name", MENTIONS)
def test_what_is_missing_can_be_mentioned(finder: Finder, name: str) -> None:
    """Whatever needs no value goes on as if the module were there."""
    with warnings.catch_warnings():
        run("import nowhere as n\n" + textwrap.dedent(MENTIONS[name]))
    assert finder.missing == ["nowhere"]


USES: dict[str, Callable[[Any], Any]] = {
    "iteration": list, "loop": lambda s: [x for x in s], "next": next, "length": len, "truth": bool,
    "not": lambda s: not s, "and": lambda s: s and 1, "if": lambda s: 1 if s else 2,
    "contains": lambda s: 1 in s, "unpacking": lambda s: (lambda a, b: a)(*s), "star": lambda s: [*s, 1],
    "two stars": lambda s: {**s}, "keywords": lambda s: dict(**s), "reversed": reversed, "sorted": sorted,
    "enumerate": enumerate, "zip": lambda s: zip([1], s, strict=True), "maximum": max, "sum of": sum,
    "float": float, "int": int, "complex": complex, "bytes": bytes, "index": lambda s: [1][s],
    "slice": lambda s: [1][:s], "range": range, "number in text": lambda s: chr(s), "path": open,
    "sum": lambda s: s + 1, "sum from the right": lambda s: 1 + s, "text": lambda s: "a" + s,
    "joined list": lambda s: operator.add([1], s), "difference": lambda s: 1 - s,
    "product": lambda s: s * 2, "matrix product": lambda s: s @ s, "minus": lambda s: -s, "abs": abs,
    "order": lambda s: s < 1, "smaller": lambda s: s >= 1, "between": lambda s: 0 < s < 1,
    "round": round, "power": lambda s: 2**s, "remainder": lambda s: s % 2, "quotient": lambda s: 1 // s,
    "shift": lambda s: s << 1, "mask": lambda s: s & 1, "invert": lambda s: ~s,
    "both": lambda s: divmod(s, 2),
    "await": lambda s: asyncio.run(_awaited(s)), "loop without waiting": lambda s: aiter(s),
    "array": np.asarray, "array of them": lambda s: np.array([s, s]), "ufunc": np.exp,
    "function of arrays": lambda s: np.concatenate([s, s]), "dot": lambda s: np.ones(3).dot(s),
    "array sum": lambda s: np.ones(3) + s, "array product": lambda s: s * np.ones(3),
    "shape": np.zeros,
    "augmented": lambda s: exec("s.count += 1", {"s": s}),
    "augmented item": lambda s: exec("s['count'] -= 1", {"s": s}),
    "unpacking assignment": lambda s: exec("a, b = s", {"s": s}),
    "unpacking with": lambda s: exec("with s as (a, b): pass", {"s": s}),
    "raise": lambda s: _raise(s),
}  # fmt: skip


async def _awaited(value: Any) -> Any:
    return await value


def _raise(value: Any) -> None:
    raise missing_value("nowhere").model.Error("x")


@pytest.mark.parametrize("name", USES)
def test_using_a_stand_in_for_a_value_names_the_module(name: str) -> None:
    """It never computes anything; the dotted name that was used is told."""
    with pytest.raises(StandInUsed, match="the module nowhere is not installed") as caught:
        USES[name](missing_value("nowhere").model(3)["weights"])
    assert caught.value.module == "nowhere"
    assert caught.value.why == "the module nowhere is not installed where this is graded"
    assert caught.value.path.startswith("nowhere.model")


TORCH: dict[str, Callable[[Any, Any], Any]] = {
    "tensor": lambda t, s: t.tensor(s), "tensor of them": lambda t, s: t.tensor([s]),
    "function": lambda t, s: t.exp(s), "sum": lambda t, s: t.ones(3) + s,
    "product": lambda t, s: s * t.ones(3),
    "layer": lambda t, s: t.nn.Linear(2, 2)(s), "loss": lambda t, s: t.nn.functional.mse_loss(t.ones(3), s),
    "stack": lambda t, s: t.stack([s, s]), "optimizer": lambda t, s: t.optim.SGD(s.parameters(), lr=0.1),
    "size": lambda t, s: t.zeros(s), "batches": lambda t, s: list(t.utils.data.DataLoader(s)),
    "from numpy": lambda t, s: t.from_numpy(s), "module list": lambda t, s: t.nn.Sequential(s),
    "device": lambda t, s: t.ones(3, device=s),
    "width": lambda t, s: t.nn.Linear(s, 2),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", TORCH)
def test_torch_refuses_a_stand_in_for_its_lack(name: str) -> None:
    """Whatever torch makes of it, the cause is the missing module."""
    torch = importlib.import_module("torch")
    with pytest.raises(Exception) as caught:  # noqa: PT011
        TORCH[name](torch, missing_value("nowhere").model(3))
    lack = cause(caught.value)
    assert lack is not None
    assert lack.module == "nowhere"


CAUSES = {
    "inherited method": "class A(n.Base): pass\nlen(A().fit())",
    "inherited call": "class A(n.Base): pass\nA()(1)",
    "inherited by super": "class A(n.Base):\n    def f(self): return super().forward(1) + 1\nA().f()",
    "inherited by class": "class A(n.Base): pass\nA.from_pretrained('x')",
    "inherited length": "class A(n.Base): pass\nlen(A())",
    "inherited item": "class A(n.Base): pass\nA()[0]",
    "inherited items": "class A(n.Base): pass\nlist(A())",
    "inherited context": "class A(n.Base): pass\nwith A(): pass",
    "inherited beside a real base": "class A(dict, n.Base): pass\nA().x + 1",
    "inherited before a real base": "class A(n.Base, dict): pass\nfloat(A().x)",
    "inherited by an exception": "class A(n.Base, ValueError): pass\nlist(A('x').response)",
    "error": "raise n.APIError('x')",
    "error class": "raise n.APIError",
    "error by position": "raise n.exceptions.Refused('x') from None",
    "chained": "try: len(n.x)\nexcept Exception as e: raise ValueError('no x') from e",
    "on the way": "try: len(n.x)\nexcept Exception: raise ValueError('no x')",
    "hidden": "try: len(n.x)\nexcept Exception: raise ValueError('no x') from None",
    "name of a function": "n.f.__name__",
    "serial": "import json\njson.dumps({'a': n.x})",
    "joined": "','.join([n.x])",
    "environment": "import os\nos.environ['X'] = n.x",
    "array item": "import numpy as np\nnp.zeros(3)[0] = n.x",
    "separator": "'a b'.split(n.x)",
}


@pytest.mark.parametrize("name", CAUSES)
def test_what_follows_from_a_lack_names_it(finder: Finder, name: str) -> None:
    """What a class would inherit, exceptions that led to others, libraries that refuse a stand-in."""
    with pytest.raises(Exception) as caught:  # noqa: PT011
        run("import nowhere as n\n" + CAUSES[name])
    lack = cause(caught.value)
    assert type(lack) is StandInUsed
    assert lack.module == "nowhere"
    assert "<module>" in [frame.filename for frame in traceback.extract_tb(lack.__traceback__)]


@pytest.mark.parametrize(
    "source",
    ["1 / 0", "import os\nos.nothing", "n.x; int('a')", "class A: pass\nA().x", "try: 1 / 0\nfinally: [][1]"],
)
def test_other_errors_have_no_lack(finder: Finder, source: str) -> None:
    """A mistake beside a stand-in is a mistake."""
    with pytest.raises(Exception) as caught:  # noqa: PT011
        run("import nowhere as n\n" + source)
    assert cause(caught.value) is None


def test_a_module_that_a_library_misses_is_a_lack(
    finder: Finder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """torch.utils.tensorboard needs tensorboard: that is not the student's fault; a misspelt part is."""
    (tmp_path / "library.py").write_text("import tensorboard_of_nobody")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with pytest.raises(ModuleNotFoundError) as caught:
        run("from library import x")
    assert str(cause(caught.value)) == (
        "the module tensorboard_of_nobody is not installed where this is graded"
    )
    with pytest.raises(ModuleNotFoundError) as caught:
        run("import json.nothing")
    assert cause(caught.value) is None


def test_exceptions_that_led_to_each_other_in_a_circle_end() -> None:
    """`__context__` may be anything."""
    one, other = ValueError("a"), ValueError("b")
    one.__context__, other.__context__ = other, one
    assert cause(one) is None


def test_the_path_is_the_dotted_name_that_was_used() -> None:
    """Attributes extend it until something is called or indexed."""
    missing = missing_value("gensim")
    for value, path in {
        missing: "gensim",
        missing.models.Word2Vec: "gensim.models.Word2Vec",
        missing.models.Word2Vec([1], size=3).wv["king"].norm: "gensim.models.Word2Vec",
    }.items():
        lack = lack_of(value)
        assert lack is not None
        assert (lack.module, lack.path) == ("gensim", path)
    assert (
        str(lack)
        == "the module gensim is not installed where this is graded (gensim.models.Word2Vec was used)"
    )


def test_a_name_may_be_missing_for_any_reason() -> None:
    """What was to be read from a file that is not here says so, under its own name."""
    df = missing_value("df", "the file data.csv is not here")
    with pytest.raises(StandInUsed) as caught:
        len(df.columns)
    assert str(caught.value) == "the file data.csv is not here (df.columns was used)"
    assert (caught.value.module, caught.value.why) == ("df", "the file data.csv is not here")


def test_stand_ins_survive_copies() -> None:
    """Copied or pickled, alone or in the exception, they lack the same."""
    standin = missing_value("df", "no file").x
    error = lack_of(standin)
    assert copy.copy(standin) is copy.deepcopy(standin) is standin
    again = lack_of(pickle.loads(pickle.dumps(standin)))
    assert error is not None
    assert str(again) == str(error) == str(pickle.loads(pickle.dumps(error))) == "no file (df.x was used)"


@pytest.mark.parametrize("value", [1, None, "StandIn", StandIn, StandInUsed, object(), ValueError("x")])
def test_values_lack_nothing(value: Any) -> None:
    """Only what stands in is refused as a value."""
    assert lack_of(value) is None


def test_missing_exception_classes_lack_as_others_do(finder: Finder) -> None:
    """The class, and what it makes; a class of the student's own is a value."""
    space = run("import nowhere as n\nE = n.APIError\ne = E('x')\nclass Own(E): pass\nown = Own('y')")
    assert str(lack_of(space["E"])) == str(lack_of(space["e"]))
    assert lack_of(space["Own"]) is lack_of(space["own"]) is None


@pytest.mark.slow
def test_a_missing_base_before_torch_leaves_torch_its_place() -> None:
    """class Net(missing.Mixin, nn.Module): parameters, calls and the state are the module's."""
    with finding():
        space = run("""
            import torch, nowhere as n
            from torch import nn
            class A(n.Mixin, nn.Module):
                def __init__(self):
                    super().__init__()
                    self.layer = nn.Linear(2, 1)
                def forward(self, x): return self.layer(x)
            class B(nn.Module, n.Mixin):
                def __init__(self):
                    super().__init__()
                    self.layer = nn.Linear(2, 1)
                def forward(self, x): return self.layer(x)
            shapes = A()(torch.ones(3, 2)).shape, B()(torch.ones(3, 2)).shape
            numbers = len(list(A().parameters())), len(B().state_dict())
        """)
        assert space["shapes"] == ((3, 1), (3, 1))
        assert space["numbers"] == (2, 2)
        for kind in "AB":
            with pytest.raises(Exception) as caught:  # noqa: PT011
                space[kind]().push_to_hub("x")
            assert cause(caught.value) is not None

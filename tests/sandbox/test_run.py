"""One snapshot: values there and back, references, callbacks, errors as data."""

from typing import Any

import numpy as np
import pytest

from autograder.errors import AuthorError
from autograder.sandbox import asking
from autograder.sandbox.endings import NameAbsent, StudentRaised, WorkerLost
from autograder.sandbox.student import Handle, Student
from tests.sandbox.conftest import Bench

CACHES = """
    from collections import namedtuple
    import numpy as np

    Cache = namedtuple("Cache", "x w")

    def forward(x, w):
        cache = Cache(x, w)
        forward.last = cache
        return x @ w, cache

    def backward(dout, cache):
        return dout @ cache.w.T, cache is forward.last, cache.x is forward.last.x

    def kind(value):
        return type(value).__name__

    def same(value, name):
        return value is keep.values[name]

    def keep(**values):
        keep.values = values
        return values

    def lists():
        lists.made = [[1.0, 2.0], {"w": [3.0]}]
        return lists.made

    def is_made(value):
        return value is lists.made, value == lists.made
"""


def test_a_cache_goes_back_as_the_very_object(bench: Bench) -> None:
    """A namedtuple stays one, whether the test passes it back whole or takes it apart."""
    student = bench.student(CACHES)
    x, w = np.ones((2, 3)), np.ones((3, 1))
    _, cache = student.forward(x, w)
    assert type(cache) is tuple
    dx, whole, part = student.backward(np.ones((2, 1)), cache)
    assert dx.tolist() == np.ones((2, 3)).tolist()
    assert (whole, part) == (True, True)
    assert student.kind(cache) == "Cache"


def test_an_element_of_a_cache_is_the_very_object(bench: Bench) -> None:
    """What lies inside a received value is known too, arrays included."""
    student = bench.student(CACHES)
    kept = student.keep(a=np.ones(3), b=[1, [2]], c={"d": {4, 5}})
    assert student.same(kept["a"], "a")
    assert student.same(kept["b"], "b")
    assert student.same(kept["c"], "c")
    assert not student.same([1, [2]], "b")


def test_a_list_that_the_test_changed_is_a_new_value(bench: Bench) -> None:
    """The student must see the change, so the original is not meant any more."""
    student = bench.student(CACHES)
    made = student.lists()
    assert student.is_made(made) == (True, True)
    made.append(1)
    assert student.is_made(made) == (False, False)
    made.pop()
    assert student.is_made(made) == (True, True)


def test_a_list_changed_inside_another_is_a_new_value(bench: Bench) -> None:
    """A change deep inside a received value counts as a change of it."""
    student = bench.student(CACHES)
    made = student.lists()
    made[1]["w"].append(4.0)
    assert student.is_made(made) == (False, False)


def test_a_dict_whose_value_was_replaced_is_a_new_value(bench: Bench) -> None:
    """params["w"] = other, then student.step(params): the student sees other."""
    student = bench.student(
        "def double(params):\n    return 2 * params['w']\ndef init():\n    return {'w': 1}"
    )
    params = student.init()
    params["w"] = 21
    assert student.double(params) == 42


@pytest.mark.slow
def test_a_tensor_keeps_its_graph(torch_bench: Bench) -> None:
    """loss = f(w); backward(loss, w): the gradient is there."""
    student = torch_bench.student("""
        import torch
        def loss_of(n):
            w = torch.ones(n, requires_grad=True)
            return (3 * w).sum(), w
        def gradient(loss, w):
            loss.backward()
            return w.grad
        def grad_of_argument(x):
            (x ** 2).sum().backward()
            return x.grad
    """)
    loss, w = student.loss_of(2)
    assert w.requires_grad
    assert student.gradient(loss, w).tolist() == [3, 3]


def test_arguments_are_copies(bench: Bench) -> None:
    """A student who works in place changes nothing here, and sees fresh arguments in the next call."""
    student = bench.student("def zero(x):\n    before = x.sum()\n    x[:] = 0\n    return before")
    x = np.ones(4)
    assert student.zero(x) == student.zero(x) == 4
    assert x.tolist() == [1] * 4


def test_arguments_pass_by_position_name_and_default(bench: Bench) -> None:
    """Calls read as Python calls."""
    student = bench.student("def f(a, b=2, *rest, c, d=4, **more):\n    return [a, b, rest, c, d, more]")
    assert student.f(1, c=3) == [1, 2, (), 3, 4, {}]
    assert student.f(1, 0, 9, c=3, d=[], e=None) == [1, 0, (9,), 3, [], {"e": None}]


def test_a_numpy_generator_continues_where_the_judge_is(bench: Bench) -> None:
    """Random draws are compared by handing over the generator's state."""
    student = bench.student("def draw(rng):\n    return rng.normal(size=3)")
    assert student.draw(np.random.default_rng(3)).tolist() == np.random.default_rng(3).normal(size=3).tolist()


def test_iterators_arrive_as_lists(bench: Bench) -> None:
    """A generator, zip, map, range or dict view is as good as the list of its items."""
    student = bench.student("""
        def batches():
            yield 1
            yield [2]
        def zipped(): return zip([1, 2], "ab")
        def mapped(): return map(abs, (-1, 2)), filter(None, [0, 1]), enumerate("a")
        def counted(): return range(3), {"a": 1}.keys(), {"a": 1}.values(), {"a": 1}.items()
        def failing():
            yield 1
            raise ValueError("late")
    """)
    assert student.batches() == [1, [2]]
    assert student.zipped() == [(1, "a"), (2, "b")]
    assert student.mapped() == ([1, 2], [1], [(0, "a")])
    assert student.counted() == ([0, 1, 2], ["a"], [1], [("a", 1)])
    with pytest.raises(StudentRaised, match="late"):
        student.failing()


def test_iterators_over_lists_and_text_arrive_as_lists(bench: Bench) -> None:
    """reversed(list) and iter(list) are iterators of types of their own."""
    student = bench.student("def backwards():\n    return reversed([1, 2]), iter([1]), iter('a')")
    assert student.backwards() == ([2, 1], [1], ["a"])


@pytest.mark.slow
def test_an_endless_generator_is_cut_off(bench: Bench) -> None:
    """A million items are enough to be wrong."""
    student = bench.student("def count():\n    n = 0\n    while True:\n        yield n\n        n += 1")
    assert len(student.count()) == 1_000_000


def test_keys_that_have_no_hash_here_do_not_cost_the_process(bench: Bench) -> None:
    """{node: gradient}, keyed by objects, is an answer (a handle), not a lost process."""
    student = bench.student("class Node:\n    pass\ndef grads():\n    return {Node(): 1.0}")
    assert isinstance(student.grads(), dict | Handle)


def test_a_missing_name_is_absent(bench: Bench) -> None:
    """Only a name that is not there is absent; what it would be called for does not matter."""
    student = bench.student("def f():\n    return undefined")
    with pytest.raises(NameAbsent, match=r"^g$"):
        student.g(1)
    with pytest.raises(NameAbsent, match=r"^h$"):
        student.f(student.h)
    with pytest.raises(NameAbsent, match=r"^x$"):
        student["x"]
    with pytest.raises(StudentRaised, match="NameError"):
        student.f()


def test_after_a_missing_name_both_sides_still_agree(bench: Bench) -> None:
    """An absent name in the first call of an example does not shift what later references mean."""
    run = bench.run(CACHES)
    student = Student(run)
    student.lists()
    run.fresh()
    with pytest.raises(NameAbsent):
        student.nothing()
    made = student.lists()
    assert student.is_made(made) == (True, True)


def test_an_argument_that_cannot_be_sent_is_the_authors_fault(bench: Bench) -> None:
    """An object without a form on the wire, or text that is none, is refused here; the run lives on."""
    student = bench.student("def f(x):\n    return 1")
    with pytest.raises(AuthorError, match="type object"):
        student.f(object())
    with pytest.raises(AuthorError, match="cannot be sent"):
        student.f("\ud800")
    with pytest.raises(AuthorError, match="ndarray"):
        student.f(np.array([None]))
    assert student.f(0) == 1


def test_a_run_knows_which_names_were_asked_for(bench: Bench) -> None:
    """Names of the student's module count, those of given.py do not; calls count by example."""
    run = bench.run("def f(g=None): return 1\ndef g(): return 2", given="def make(): return 3")
    student = Student(run)
    student.f(student.g)
    student.given.make()
    assert run.names == {"f", "g"}
    assert run.calls == 2
    run.fresh()
    assert run.calls == 0


def test_each_run_starts_from_the_loaded_state(bench: Bench) -> None:
    """What one task changes, another does not see; a call sees what earlier calls of its task changed."""
    session = bench.loaded("count = []\ndef f():\n    count.append(1)\n    return len(count)")
    first, second = Student(bench.run_of(session)), Student(bench.run_of(session))
    assert [first.f(), first.f(), second.f()] == [1, 2, 1]


def test_what_is_printed_goes_nowhere(bench: Bench) -> None:
    """Output by the megabyte costs nothing; file descriptors 0, 1 and 2 are open on nothing."""
    student = bench.student("""
        import os, sys
        def f():
            print("x" * 1_000_000)
            sys.stderr.write("y" * 1_000_000)
            os.write(1, b"z" * 1_000_000)
            sys.stdout.flush()
            return os.read(0, 10), sys.stdout.isatty(), sys.stdout.encoding
    """)
    assert student.f() == (b"", False, "utf-8")


# -- callbacks ------------------------------------------------------------------------------------

CALLER = """
    import numpy as np
    def apply(f, *args, **kwargs):
        return f(*args, **kwargs)
    def swallow(f):
        try:
            f()
        except BaseException as error:
            return type(error).__name__, str(error)
    def slope(f, x, h=1e-3):
        return (f(x + h) - f(x - h)) / (2 * h)
    def times(f, n):
        for _ in range(n):
            f()
    def boom(f):
        f(1)
        raise KeyError("mine")
    def keeps(f):
        keeps.f = f
    def late():
        return keeps.f()
    def elsewhere(f):
        import os
        r, w = os.pipe()
        if os.fork() == 0:
            try:
                f()
            except RuntimeError as error:
                os.write(w, str(error).encode())
            os._exit(0)
        os.wait()
        return os.read(r, 200).decode()
    def threads(f):
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(4) as pool:
            return sorted(pool.map(f, range(50)))
    def unsendable(f):
        try:
            f("\\ud800")
        except Exception as error:
            return type(error).__name__
"""


def test_a_callback_sees_plain_values_and_answers_them(bench: Bench) -> None:
    """Arguments come as values of the wire, by position and by name."""
    student = bench.student(CALLER)
    seen: list[Any] = []

    def record(*args: Any, **kwargs: Any) -> Any:
        seen.append((args, kwargs))
        return np.arange(2)

    assert student.apply(record, 1, [2.0], k={"a": None}).tolist() == [0, 1]
    assert seen == [((1, [2.0]), {"k": {"a": None}})]
    assert student.slope(lambda x: x**2, 3.0) == pytest.approx(6)


def test_several_callbacks_are_told_apart(bench: Bench) -> None:
    """Each function passed is its own, in later calls of the example too."""
    student = bench.student(CALLER)
    student.keeps(lambda: "kept")
    assert student.apply(student.apply, lambda: "other") == "other"
    assert student.late() == "kept"


def test_an_object_received_by_a_callback_goes_back_as_itself(bench: Bench) -> None:
    """References hold for what comes by a callback, both into its answer and into later calls."""
    student = bench.student("def f(g):\n    mine = [1]\n    return g(mine) is mine")
    assert student.f(lambda value: value) is True


def declared(*kinds: type[Exception]) -> Any:
    """A function that raises, and says so."""

    def fails() -> None:
        raise kinds[-1]("no such point")

    vars(fails)["may_raise"] = kinds
    return fails


def test_a_declared_error_is_the_students_to_handle(bench: Bench) -> None:
    """The student sees an exception of the builtin class, and what they make of it counts."""
    student = bench.student(CALLER)
    assert student.swallow(declared(ValueError)) == ("ValueError", "no such point")
    with pytest.raises(StudentRaised, match="ZeroDivisionError: no such point"):
        student.apply(declared(ValueError, ZeroDivisionError))


def test_an_error_of_no_builtin_class_is_told_by_its_message(bench: Bench) -> None:
    """A declared error of the test's own class arrives under another name."""

    class OutOfReach(Exception):
        """Unknown to the student."""

    assert bench.student(CALLER).swallow(declared(OutOfReach)) == ("JudgeSaid", "no such point")


@pytest.mark.parametrize("function", ["apply", "swallow"])
def test_an_undeclared_error_is_raised_in_the_judge(bench: Bench, function: str) -> None:
    """Whatever the student does with it, an assertion in a callback is the test's own."""

    def check() -> None:
        raise AssertionError("the judge's own")

    student = bench.student(CALLER)
    with pytest.raises(AssertionError, match="the judge's own"):
        getattr(student, function)(check)
    assert student.apply(lambda: 5) == 5


def test_the_first_undeclared_error_counts(bench: Bench) -> None:
    """Later errors of the same call do not replace it."""
    errors = iter([ValueError("first"), ValueError("second")])

    def fails(*_: Any) -> None:
        raise next(errors)

    student = bench.student(
        "def f(g):\n    for _ in range(2):\n        try:\n            g()\n        except Exception: pass"
    )
    with pytest.raises(ValueError, match="first"):
        student.f(fails)


def test_an_error_of_the_student_after_a_callback_is_the_students(bench: Bench) -> None:
    """A callback that answered leaves nothing behind."""
    with pytest.raises(StudentRaised, match="KeyError: 'mine'"):
        bench.student(CALLER).boom(lambda x: x)


def test_an_answer_that_cannot_be_sent_is_the_authors_fault(bench: Bench) -> None:
    """A callback that answers an object is a mistake in the test."""
    with pytest.raises(AuthorError, match="type object"):
        bench.student(CALLER).apply(lambda: object())


def test_too_many_callbacks_end_the_task(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """One call may ask a bounded number of times."""
    monkeypatch.setattr(asking, "MOST_CALLBACKS", 50)
    student = bench.student(CALLER)
    assert student.times(lambda: None, 49) is None
    with pytest.raises(WorkerLost, match="more than 50 times"):
        student.times(lambda: None, 50)


def test_callbacks_from_threads_are_answered_one_by_one(bench: Bench) -> None:
    """Threads of the student's may share a callback."""
    assert bench.student(CALLER).threads(lambda x: 2 * x) == [2 * n for n in range(50)]


def test_a_callback_from_another_process_is_refused(bench: Bench) -> None:
    """A forked child has the socket too, and must not use it."""
    assert "another process" in bench.student(CALLER).elsewhere(lambda: 1)


def test_an_argument_of_a_callback_that_cannot_be_sent_raises_there(bench: Bench) -> None:
    """The student may catch it; the wire stays in step."""
    student = bench.student(CALLER)
    assert student.unsendable(lambda x: x) == "WireError"
    assert student.apply(lambda: 5) == 5


def test_a_callback_may_call_the_student(bench: Bench) -> None:
    """While the student waits for the judge's function, that function may ask the student something."""
    student = bench.student(CALLER)
    assert student.apply(lambda: student.apply(abs, -1) + 1) == 2


# -- errors as data -------------------------------------------------------------------------------

RAISING = """
    import sys

    class Mine(BaseException):
        pass

    class Mute(Exception):
        def __str__(self):
            raise SystemExit(0)

    def f(x):
        return g(x)

    def g(x):
        if x == 1: raise ValueError("bad\\x07 value")
        if x == 2: sys.exit(3)
        if x == 3: raise KeyboardInterrupt
        if x == 4: raise GeneratorExit("over")
        if x == 5: raise Mine("own")
        if x == 6: raise Mute
        if x == 7: assert x == 8, "seven"
        if x == 8: raise ValueError("\\ud800 is no text")
        if x == 9: raise ExceptionGroup("two", [ValueError("a"), KeyError("b")])
        if x == 10: return f(x)
        if x == 11: raise StopIteration("eleven")
        if x == 12: raise ValueError("x" * 1_000_000)
        import json
        return json.loads("{")
"""


@pytest.mark.parametrize(
    ("number", "kind", "message"),
    [
        (1, "ValueError", "bad\N{REPLACEMENT CHARACTER} value"), (2, "SystemExit", "3"),
        (3, "KeyboardInterrupt", ""),
        (4, "GeneratorExit", "over"), (5, "Mine", "own"), (6, "Mute", "(its message cannot be read)"),
        (7, "AssertionError", "seven"), (8, "ValueError", "? is no text"),
        (9, "ExceptionGroup", "two (2 sub-exceptions)"), (10, "RecursionError", None),
        (11, "StopIteration", "eleven"),
        (12, "ValueError", None), (13, "JSONDecodeError", None),
    ],
)  # fmt: skip
def test_whatever_a_student_raises_arrives_as_one_kind(
    bench: Bench, number: int, kind: str, message: str | None
) -> None:
    """An exception is data: type, message, the student's frames. It ends neither process nor judge."""
    student = bench.student(RAISING)
    with pytest.raises(StudentRaised) as caught:
        student.f(number)
    error = caught.value
    assert error.kind == kind
    assert message is None or error.message == message
    assert len(error.message) < 2_000
    assert 0 < len(error.frames) <= 10
    with pytest.raises(StudentRaised, match="ValueError"):
        student.f(1)


def test_frames_name_cell_line_function_and_source(bench: Bench) -> None:
    """Only the student's own frames are told, outermost first."""
    student = bench.student(
        "import json", "\ndef parse(s):\n    return json.loads(s)  # here", "def f():\n    return parse('{')"
    )
    with pytest.raises(StudentRaised) as caught:
        student.f()
    assert caught.value.frames == (
        ("cell 3, line 2", "f", "return parse('{')"),
        ("cell 2, line 3", "parse", "return json.loads(s)  # here"),
    )
    assert caught.value.module is None


def test_frames_of_a_module_name_the_line(bench: Bench) -> None:
    """A .py file has no cells."""
    with pytest.raises(StudentRaised) as caught:
        bench.student("\n\ndef f():\n    return 1 / 0").f()
    assert caught.value.frames == (("line 4", "f", "return 1 / 0"),)


def test_a_name_that_is_no_function_raises_as_python_does(bench: Bench) -> None:
    """Calling 5 is a TypeError of the student's."""
    with pytest.raises(StudentRaised, match="TypeError: 'int' object is not callable"):
        bench.student("f = 5").f()


def test_a_stand_in_that_is_returned_names_its_module(bench: Bench) -> None:
    """What a missing module gave is no value: the cause is the environment."""
    student = bench.student(
        "import nowhere.deep as n\ndef f():\n    return [n.zeros(3)]\ndef g():\n    return n.x + 1"
    )
    for function in (student.f, student.g):
        with pytest.raises(StudentRaised, match="nowhere is not installed") as caught:
            function()
        assert caught.value.module == "nowhere"
        assert caught.value.kind == "StandInUsed"


def test_output_goes_nowhere_and_has_all_that_a_stream_has(bench: Bench) -> None:
    """print, sys.stdout.buffer, fileno, flush and the descriptors themselves work and are not read."""
    student = bench.student("""
        import os, sys
        def talk():
            print("é" * 1_000_000, flush=True)
            sys.stdout.buffer.write(b"bytes")
            sys.stderr.write("error")
            os.write(sys.stdout.fileno(), b"raw")
            return sys.stdout.encoding, sys.stdout.isatty()
    """)
    assert student.talk() == ("utf-8", False)

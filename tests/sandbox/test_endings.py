"""The ways in which a call ends other than with a value. Each is lost or raised: never a pass or a hang."""

import os
import signal
import socket
from contextlib import suppress
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox.endings import Ending, NameAbsent, StudentRaised, WorkerLost, clean, death
from autograder.sandbox.run import Run
from autograder.sandbox.student import Student
from autograder.sandbox.tags import HEADER
from tests.sandbox.conftest import HASTY, LIMITS, Bench
from tests.sandbox.test_unpacking import skeletons

NOBODY = 2**31 - 1  # no process has this number

DEATHS = {
    "segfault": ("import ctypes; ctypes.string_at(0)", "segmentation fault"),
    "abort": ("os.abort()", "aborted"),
    "exit": ("os._exit(0)", "ended its own process \\(exit code 0\\)"),
    "exit with a code": ("os._exit(3)", "exit code 3"),
    "kill": ("os.kill(os.getpid(), 9)", "killed"),
    "an unusual signal": ("os.kill(os.getpid(), 40)", "signal 40"),
    "terminate": ("os.kill(os.getpid(), 15)", "signal 15"),
    "stop": ("os.kill(os.getpid(), 19)", "waited for more than 0.4 s"),
    "loop": ("while True: pass", "more than 0.1 s of computing time in one call"),
    "loop that swallows": (
        "while True:\n        try: raise ValueError\n        except BaseException: pass", "computing time",
    ),
    "sleep": ("time.sleep(10**6)", "waited for more than 0.4 s"),
    "deadlock": ("lock = threading.Lock(); lock.acquire(); lock.acquire()", "waited for more"),
    "loop in C": ("sum(range(10**13))", "computing time"),
    "loop in a child": ("os.fork() == 0 and [0 for _ in iter(int, 1)]; os.wait()", "computing time"),
    "answer without end": ("x = []; x.append(x); return x", "answer could not be sent.*deep"),
    "text that is none": ("return '\\ud800'", "answer could not be sent"),
}  # fmt: skip


@pytest.mark.parametrize("name", DEATHS)
def test_each_way_of_not_answering_is_lost_and_costs_one_run(bench: Bench, name: str) -> None:
    """The reason is told in words; the next run of the same submission works."""
    action, says = DEATHS[name]
    source = f"import os, threading, time\ndef f():\n    {action}\ndef g():\n    return 1"
    session = bench.loaded(source, limits=HASTY)
    with session.run(1) as run, pytest.raises(WorkerLost, match=says):
        run.call("call", Student(run).f)
    with session.run(1) as run:
        assert Student(run).g() == 1


@pytest.mark.slow
def test_a_process_that_only_closes_its_socket_is_ended(bench: Bench) -> None:
    """It lives on, so it has no wait status; the next run is not mixed up by that."""
    source = (
        "import os, time\ndef f():\n    os.closerange(3, 300)\n    time.sleep(10**6)\ndef g():\n    return 1"
    )
    session = bench.loaded(source, limits=HASTY)
    with session.run(1) as run, pytest.raises(WorkerLost, match="its process died"):
        Student(run).f()
    with session.run(1) as run:
        assert Student(run).g() == 1


@pytest.mark.slow
def test_an_answer_is_refused_by_its_size(bench: Bench) -> None:
    """Here before it is read, there before it is sent, where it is larger than any frame may be."""
    source = "import numpy as np\ndef f(n): return np.zeros(n // 8)\ndef g(): return [bytes(10**7)] * 40"
    student = bench.student(source, limits=replace(LIMITS, output=20_000_000))
    assert student.f(19_000_000).shape == (19_000_000 // 8,)
    with pytest.raises(WorkerLost, match=r"^its answer of 24 MB is larger than the 20 MB that an answer may"):
        student.f(24_000_000)
    student = bench.student(source, limits=replace(LIMITS, output=20_000_000))
    with pytest.raises(
        WorkerLost, match=r"^its answer of 400 MB is larger than the 20 MB that an answer may"
    ):
        student.g()


def test_the_limit_of_a_task_counts_all_its_calls(bench: Bench) -> None:
    """Many calls below the limit of a call are bounded together."""
    source = """
        import time
        def f():
            end = time.process_time() + 0.05
            while time.process_time() < end: pass
    """
    run = bench.run(source, limits=replace(HASTY, call=5))

    def examples() -> None:
        for _ in range(1000):
            run.fresh()
            Student(run).f()

    with pytest.raises(WorkerLost, match="computing time in this task"):
        examples()


def test_the_judges_work_in_callbacks_counts_as_the_calls(bench: Bench) -> None:
    """A student who asks for something slow again and again pays for it."""
    student = bench.student("def f(g):\n    while True: g()", limits=HASTY)
    with pytest.raises(WorkerLost, match="computing time in one call"):
        student.f(lambda: sum(range(200_000)))


@pytest.mark.slow
def test_a_call_that_always_says_something_is_bounded_too(bench: Bench) -> None:
    """Callbacks that come just before anyone looks do not put off the end of the call."""
    source = """
        import time
        def f(g):
            for _ in range(150):
                time.sleep(0.02)
                g()
    """
    with pytest.raises(WorkerLost, match="waited for more"):
        bench.student(source, limits=HASTY).f(lambda: None)


@pytest.mark.slow
def test_a_drip_of_bytes_is_bounded_too(bench: Bench) -> None:
    """A frame that arrives byte by byte does not put off the end of the call."""
    source = """
        import os, time
        def f():
            data = (1 << 20).to_bytes(4, "little") + bytes(8) + bytes(150)
            for byte in data:
                for fd in sockets():
                    os.write(fd, bytes([byte]))
                time.sleep(0.02)
            os._exit(7)
        def sockets():
            return [int(fd) for fd in os.listdir("/proc/self/fd") if is_socket(fd)]
        def is_socket(fd):
            try:
                return os.readlink(f"/proc/self/fd/{fd}").startswith("socket")
            except OSError:
                return False
    """
    with pytest.raises(WorkerLost, match="waited for more"):
        bench.student(source, limits=HASTY).f()


GARBAGE = {
    "zeros": "bytes(64)", "ones": "b'\\xff' * 64", "text": "b'{\"do\": \"load\"}' * 9", "one byte": "b'\\0'",
    "a forged pass": "(5).to_bytes(4, 'little') + bytes(8) + b'\\x92\\xa2ok\\xc3'",
    "a forged handle": r"""b'\x0f' + bytes(11) + b'\x92\xa2ok\x93\x0c\xcb\x7f\xf0' + bytes(6) + b'\xa0'""",
    "a forged error": "(11).to_bytes(4, 'little') + bytes(8) + b'\\x92\\xa6raised\\x91\\x02'",
}  # fmt: skip


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_on_every_descriptor_never_passes_or_hangs(bench: Bench, name: str) -> None:
    """Bytes written past the protocol are lost, or a value at most; what follows them is no answer."""
    source = f"""
        import os
        def f():
            for fd in range(3, 21):
                try:
                    os.write(fd, {GARBAGE[name]})
                except OSError:
                    pass
            os._exit(0)
        def g(): return 1
    """
    session = bench.loaded(source, limits=HASTY)
    with session.run(1) as run:
        with suppress(WorkerLost, StudentRaised):
            assert Student(run).f() is True
        with pytest.raises(WorkerLost):
            Student(run).g()
    with session.run(1) as run:
        assert Student(run).g() == 1


@pytest.mark.slow
def test_a_process_that_kills_everything_it_sees_costs_one_run(bench: Bench) -> None:
    """The next run of a submission whose snapshot has killed its own worker loads afresh."""
    source = """
        import os, signal, time
        def f(number):
            os.kill(os.getppid(), number)
            time.sleep(1000)
        def g(): return 1
    """
    session = bench.loaded(source, limits=HASTY)
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
        with session.run(1) as run, pytest.raises(WorkerLost):
            Student(run).f(int(number))
        with session.run(1) as run:
            assert Student(run).g() == 1


# -- what the near side makes of frames -----------------------------------------------------------


def answered(data: bytes) -> Any:
    """What a call comes to whose process answers with these bytes and ends."""
    near, far = socket.socketpair()
    with far:
        far.sendall(data)
        far.shutdown(socket.SHUT_WR)
        run = Run(near, NOBODY, LIMITS, lambda: None)
        try:
            return run.call("value", lambda: 1)
        finally:
            run.close()


def frame(*parts: Any) -> bytes:
    """A frame made by hand."""
    body = msgspec.msgpack.encode(parts)
    return HEADER.pack(len(body), 0) + body


words = st.sampled_from(["ok", "call", "raised", "absent", "unsendable", "load", ""])
facts = st.fixed_dictionaries(
    {"type": skeletons, "message": skeletons, "frames": skeletons, "module": skeletons}
).map(lambda made: [2, *(part for pair in made.items() for part in pair)])


@given(words, st.lists(skeletons | facts, max_size=3))
@settings(deadline=None, max_examples=200, database=None, derandomize=True)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.slow
def test_forged_answers_end_a_call_in_one_of_the_known_ways(word: str, body: list[Any]) -> None:
    """Whatever the process says, the judge gets a value or one of its own endings."""
    with suppress(Ending, StudentRaised):
        answered(frame(word, *body))


def raised(frames: Any, kind: Any = "E") -> list[Any]:
    """An answer that tells of an exception."""
    return ["raised", [2, "type", kind, "message", "m", "frames", frames, "module", None]]


FORGED_ANSWERS: dict[str, list[Any]] = {
    "no facts": ["raised", [2]],
    "frames that are none": raised(5),
    "frames of three": raised([0, [0, 1, 2, "x"]]),
    "a line beyond all": raised([0, [1, "<cell 1>", float("inf"), "f", "s"]]),
    "a kind that is none": raised([0], kind=5),
    "an endless handle": ["ok", [12, float("inf"), "x"]],
    "an unknown callback": ["call", 7, [1], [2]],
    "a negative callback": ["call", -1, [1], [2]],
    "an unknown word": ["passed"],
    "a size beyond all": ["too large", [7, "0x" + "f" * 2000], 1],
    "a size below none": ["too large", -5, -9],
    "a size that is none": ["too large", "much", 1],
    "two values": ["ok", 1, 2],
    "a reference": ["ok", [11, 0]],
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED_ANSWERS)
def test_a_forged_answer_is_lost(name: str) -> None:
    """It is no answer, and never the grader's fault."""
    with pytest.raises(WorkerLost):
        answered(frame(*FORGED_ANSWERS[name]))


def test_endings_are_out_of_reach_for_except_exception() -> None:
    """Hypothesis neither catches nor shrinks a dead process or an absent name."""
    assert issubclass(WorkerLost, Ending)
    assert issubclass(NameAbsent, Ending)
    assert not issubclass(Ending, Exception)
    assert issubclass(StudentRaised, Exception)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (None, "its process died"), (-1, "its process died"), (0, "it ended its own process (exit code 0)"),
        (256, "it ended its own process (exit code 1)"), (signal.SIGSEGV, "it crashed (segmentation fault)"),
        (signal.SIGKILL, "it was killed, most likely for using too much memory"),
        (signal.SIGHUP, "its process was ended by signal 1"), (63, "its process was ended by signal 63"),
    ],
)  # fmt: skip
def test_a_wait_status_is_told_in_words(status: int | None, says: str) -> None:
    """Each end of a process has its sentence, unnamed signals too."""
    assert death(status) == says


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("<f at 0x7f12aBcdef>", "<f at 0x…>"), ("0x1f", "0x1f"), ("a\tb\nc", "a b\nc"),
        ("\x1b[31m", "\N{REPLACEMENT CHARACTER}[31m"),
        ("/tmp/autograder-ab_1/tmpx_9/data.csv", "data.csv"), ("no /usr/lib/x.py", "no /usr/lib/x.py"),
        ("\u202eevil", "\N{REPLACEMENT CHARACTER}evil"), ("π ≤ 3", "π ≤ 3"),
    ],
)  # fmt: skip
def test_text_is_cleaned_of_what_differs_between_runs(text: str, want: str) -> None:
    """No addresses, no temporary paths, no control characters."""
    assert clean(text) == want


@given(st.text(st.characters(), max_size=60))
@settings(database=None, derandomize=True)
def test_cleaned_text_is_short_printable_and_stays_so(text: str) -> None:
    """Cleaning twice is cleaning once; what is left is printable lines."""
    done = clean(text * 100)
    assert len(done) <= 2000
    assert all(c.isprintable() or c == "\n" for c in done)
    assert clean(done) == done


def test_only_text_is_cleaned() -> None:
    """A number where text was promised is an error of the sender's."""
    with pytest.raises(ValueError, match="not text"):
        clean(5)


def test_an_exception_prints_its_kind_and_message() -> None:
    """Without a message the kind stands alone."""
    assert str(StudentRaised("KeyError", "'x'", ())) == "KeyError: 'x'"
    assert str(StudentRaised("KeyboardInterrupt", "", ())) == "KeyboardInterrupt"


def test_nobody_has_the_process_number_used_here() -> None:
    """Closing such a run ends no process."""
    with pytest.raises(ProcessLookupError):
        os.kill(NOBODY, 0)

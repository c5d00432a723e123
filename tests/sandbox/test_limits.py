"""Every limit, run over by a real worker: lost, in a sentence that names the limit. Below it, nothing."""

from dataclasses import replace

import pytest

from autograder.model import Limits
from autograder.sandbox import clock
from autograder.sandbox.disk import disk_used, unnamed
from autograder.sandbox.endings import StudentRaised, WorkerLost
from autograder.sandbox.meter import Room
from autograder.sandbox.student import Student
from tests.sandbox.conftest import LIMITS, Bench

TIGHT = replace(LIMITS, memory=600_000_000, disk=3_000_000, processes=12, files=40, output=2_000_000)
MEMORY = "it needs more memory than the 600 MB that a submission may use"
TOGETHER = "its processes together hold more memory than the 600 MB that a submission may use"
DISK = "it wrote more than the 3 MB that a submission may write"
PROCESSES = "it started more than 12 processes and threads, which is the limit"
FILES = "it has more than 40 files open at once, which is the limit"

SOURCE = """
    import mmap, os, subprocess, tempfile, threading, time
    import numpy as np

    def ones(n):
        return float(np.ones(n).sum())

    def fill(n):
        held = []
        while len(held) < n:
            held.append(bytes(1000))
        return len(held)

    def own():
        raise MemoryError("the table is full")

    def caught(n):
        try:
            return ones(n)
        except MemoryError:
            return "caught"

    def shared(n):
        pages = mmap.mmap(-1, n)
        pages.write(bytes(n // 2))
        pages.write(bytes(n // 2))
        return until_stopped()

    def children(n, work):
        for _ in range(n):
            if os.fork() == 0:
                kept = work()
                until_stopped()

    def until_stopped():
        time.sleep(1000)

    def make_in_children(n):
        children(4, lambda: np.ones(n))
        until_stopped()

    def make_in_orphans(n):
        if os.fork() == 0:
            children(4, lambda: np.ones(n))
            os._exit(0)
        os.wait()
        until_stopped()

    def read_in_children(n):
        table = np.ones(n)
        r, w = os.pipe()
        children(4, lambda: os.write(w, str(int(table.sum())).encode() + b" "))
        told = b""
        while told.count(b" ") < 4:
            told += os.read(r, 100)
        time.sleep(0.5)
        return len(told.split())

    def fork(n):
        children(n, lambda: None)
        until_stopped()

    def threads(n):
        made = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(n)]
        for thread in made: thread.start()
        for thread in made: thread.join()
        return n

    def programs(n):
        made = [subprocess.Popen(["sleep", "1000"]) for _ in range(n)]
        until_stopped()

    def write(n):
        with open("big", "wb", buffering=0) as out:
            for _ in range(n): out.write(bytes(10**6))
        return n

    def several(n):
        for i in range(n):
            with open(str(i), "wb") as out: out.write(bytes(500_000))
        until_stopped()

    def nameless(n):
        kept = [tempfile.TemporaryFile() for _ in range(n)]
        for out in kept:
            out.write(bytes(500_000))
            out.flush()
        until_stopped()

    def save(n):
        np.save("big.npy", np.ones(n))
        return n

    def opened(n):
        kept = [open("f", "w") for _ in range(n)]
        return len(kept)

    def temporary(n):
        kept = [tempfile.TemporaryFile() for _ in range(n)]
        return len(kept)

    def would_block():
        r, w = os.pipe()
        os.set_blocking(r, False)
        return os.read(r, 1)
"""

OVER = {
    "ones(10**9)": (
        f"{MEMORY}: it asked for 8 GB at once, for an array of shape (1000000000,) and data type float64"
    ),
    "fill(10**9)": MEMORY,
    "own()": f"{MEMORY} (MemoryError: the table is full)",
    "shared(8 * 10**8)": "it holds more memory than the 600 MB that a submission may use",
    "make_in_children(3 * 10**7)": TOGETHER,
    "make_in_orphans(3 * 10**7)": TOGETHER,
    "fork(100)": PROCESSES,
    "threads(30)": PROCESSES,
    "programs(30)": PROCESSES,
    "write(9)": DISK,
    "save(10**6)": DISK,
    "opened(60)": FILES,
    "temporary(60)": FILES,
}


def call(student: Student, text: str) -> object:
    """The call that a text says."""
    name, _, argument = text.rstrip(")").partition("(")
    function = getattr(student, name)
    return function(eval(argument)) if argument else function()


@pytest.mark.slow
@pytest.mark.parametrize("text", OVER)
def test_over_a_limit_a_call_is_lost_and_says_which(bench: Bench, text: str) -> None:
    """The next run of the same submission works."""
    session = bench.loaded(SOURCE, limits=replace(TIGHT, call=4))
    with session.run(1) as run, pytest.raises(WorkerLost) as caught:
        call(Student(run), text)
    assert str(caught.value) == OVER[text]
    with session.run(1) as run:
        assert Student(run).ones(10) == 10


BELOW = {
    "ones(5 * 10**6)": 5e6, "fill(10**5)": 10**5, "caught(10**9)": "caught", "threads(8)": 8,
    "write(2)": 2, "save(10**5)": 10**5, "opened(20)": 20, "temporary(20)": 20,
}  # fmt: skip


@pytest.mark.slow
def test_below_the_limits_calls_are_answered(bench: Bench) -> None:
    """And who catches a MemoryError has answered."""
    session = bench.loaded(SOURCE, limits=TIGHT)
    for text, answer in BELOW.items():
        with session.run(1) as run:
            assert call(Student(run), text) == answer


@pytest.mark.slow
def test_children_that_read_what_their_parent_holds_cost_no_memory(bench: Bench) -> None:
    """Sixty per cent of the limit, seen by five processes, is sixty per cent of the limit."""
    assert bench.student(SOURCE, limits=TIGHT).read_in_children(45 * 10**6) == 4


def test_a_read_that_would_block_is_an_exception_like_any_other(bench: Bench) -> None:
    """The kernel's number is that of a process too many."""
    with pytest.raises(StudentRaised, match="BlockingIOError"):
        bench.student(SOURCE, limits=TIGHT).would_block()


@pytest.mark.slow
@pytest.mark.parametrize("text", ["several(4)", "nameless(4)"])
def test_what_is_written_can_be_counted_from_outside(bench: Bench, text: str) -> None:
    """Where the directory has no size of its own: all files together, also those without a name."""
    session = bench.loaded(SOURCE, limits=TIGHT)
    limits = replace(TIGHT, disk=1_000_000)
    with session.run(1) as run:
        home = session.worker.home.descriptor
        run.meter.room = Room(
            limits, lambda: disk_used(home, limits.disk) + unnamed(list(clock.tree(run.pid)))
        )
        with pytest.raises(WorkerLost, match=r"^it wrote more than the 1 MB that a submission may write$"):
            call(Student(run), text)


LOADING = {
    "x = np.ones(10**9)": f"{MEMORY}: it asked for 8 GB at once, for an array of shape (1000000000,)",
    "open('big', 'wb').write(bytes(10**7))": DISK,
    "kept = [open('f', 'w') for _ in range(60)]": FILES,
    "held = []\nwhile True: held.append(bytes(1000))": MEMORY,
}


@pytest.mark.slow
@pytest.mark.parametrize("statement", LOADING)
def test_a_statement_over_a_limit_costs_its_names_and_says_which(bench: Bench, statement: str) -> None:
    """Loading goes on behind it."""
    session = bench.loaded(f"import numpy as np\n{statement}\ndef f(): return 1", limits=TIGHT)
    (note,) = session.loaded.notes
    assert note.why.startswith(LOADING[statement])
    assert Student(bench.run_of(session)).f() == 1


@pytest.mark.slow
def test_ordinary_work_with_torch_is_far_below_the_defaults(torch_bench: Bench) -> None:
    """A small net learns, batches are drawn, a matrix is decomposed."""
    student = torch_bench.student(
        """
        import numpy as np
        import torch
        from torch.utils.data import DataLoader, TensorDataset

        def learn(steps):
            torch.manual_seed(0)
            net = torch.nn.Sequential(torch.nn.Linear(64, 128), torch.nn.ReLU(), torch.nn.Linear(128, 1))
            optimizer = torch.optim.Adam(net.parameters())
            data = TensorDataset(torch.randn(512, 64), torch.randn(512, 1))
            losses = []
            for _ in range(steps):
                for x, y in DataLoader(data, batch_size=128, shuffle=True, num_workers=0):
                    loss = ((net(x) - y) ** 2).mean()
                    optimizer.zero_grad()
                    loss.backward()
                    optimizer.step()
                    losses.append(float(loss.detach()))
            return losses[0] > losses[-1]

        def decompose(n):
            return np.linalg.svd(np.random.default_rng(0).normal(size=(n, n)))[1].shape

        def too_large():
            return torch.ones(10**10)

        def keep(n):
            torch.save(torch.ones(n), "weights.pt")
            return torch.load("weights.pt").sum()
        """,
        limits=Limits(),
    )
    assert student.learn(20)
    assert student.decompose(200) == (200,)
    assert student.keep(10**6) == 10**6
    with pytest.raises(
        WorkerLost, match=r"the 2 GB that a submission may use: it asked for 40 GB at once, for"
    ):
        student.too_large()
    with pytest.raises(WorkerLost, match=r"it wrote more than the 64 MB that a submission may write"):
        student.keep(2 * 10**7)

"""`make bench`: the budgets, as ratios of one run. Nothing here is a test; machines are shared and noisy.

Each line says what was measured, against what, and the budget it has.
"""

import os
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from autograder import batch
from autograder.intake.assignments import read_assignment
from autograder.judging import hypothesis_runs
from autograder.judging.grader import Grader
from autograder.model import Cell, Limits, Submission
from autograder.sandbox.affinity import one_processor
from autograder.sandbox.launch import Launcher
from autograder.sandbox.session import Session, Source
from autograder.sandbox.student import Student
from autograder.sandbox.tiers import LAYERS

ROOT = Path(__file__).parents[1]
SIX = (
    "affine_forward_is_x_w_plus_b", "affine_backward_gives_dw",
    "relu_backward_passes_the_gradient_where_x_is_positive", "softmax_loss_is_the_mean_cross_entropy",
    "softmax_gradient_is_the_derivative_of_the_loss", "mse_gradient_is_the_derivative_of_the_loss",
)  # fmt: skip
SIX_TORCH = (
    "count_mlp_adds_up_weights_and_biases", "count_conv2d_adds_up_kernels_and_biases",
    "count_parameters_adds_up_every_parameter", "count_parameters_counts_shared_ones_once",
    "build_mlp_has_a_weight_and_a_bias_for_every_layer", "build_mlp_computes_affine_and_relu_in_turn",
)  # fmt: skip
CLASS = 20
WORKERS = 60


def say(what: str, value: str, budget: str) -> None:
    print(f"{what:66} {value:>22}   budget {budget}", flush=True)


# -- the pipe ---------------------------------------------------------------------------------------


def median_of(work: Callable[[], object], times: int, rounds: int = 7) -> float:
    """Seconds a call, the median of some rounds."""
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        for _ in range(times):
            work()
        found.append((time.perf_counter() - began) / times)
    return statistics.median(found)


@contextmanager
def echoing() -> Iterator[Callable[[], object]]:
    """A process that sends back what it is sent, bare, over a socket pair."""
    near, far = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        near.close()
        while data := far.recv(1 << 16):
            far.send(data)
        os._exit(0)
    far.close()
    message = b"x" * 120
    yield lambda: (near.send(message), near.recv(1 << 16))
    near.close()
    os.waitpid(pid, 0)


def bench_calls() -> None:
    """A call of a small function, and of one that is handed a megabyte, over the pipe."""
    small, large = 1.5, np.ones(131_072)
    copy = np.empty_like(large)
    with one_processor(0), echoing() as echo, Launcher(["numpy"], ROOT) as launcher:
        source = Source(((0, "def f(x):\n    return x"),))
        with Session(launcher, source, Limits(), 0) as session:
            session.load()
            with session.run(0) as run:
                student = Student(run)
                run.fresh()
                call, bare = median_of(lambda: student.f(small), 2000), median_of(echo, 2000)
                say("call of a small function / bare echo", f"{call / bare:.1f} x", "3 x")
                run.fresh()

                def megabyte() -> None:
                    run.fresh()
                    student.f(large)

                trip = median_of(megabyte, 50)

                def both_ways() -> None:
                    copy[:] = large
                    large[:] = copy

                memcpy = median_of(both_ways, 50)
                share = trip / (3 * memcpy + 100e-6)
                say("1 MB round trip / (3 memcpy both ways + 100 us)", f"{share:.2f} x", "1 x")


# -- a class ----------------------------------------------------------------------------------------


def cpu() -> float:
    """CPU seconds of this process and of all children that have ended."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def submissions_of(name: str, count: int) -> list[Submission]:
    """A class: right answers in several styles, and every second one with a mistake."""
    reference = Cell(1, (ROOT / "reference_solutions" / f"{name}.py").read_text(encoding="utf-8"))
    folder = ROOT / "assignments" / name
    right = sorted((folder / "alternatives").glob("*.py"))
    right = [path for path in right if "torch" not in path.read_text(encoding="utf-8")] or right
    wrong = sorted((folder / "misconceptions").glob("*.py"))
    paths = [(right, wrong)[i % 2][i // 2 % len((right, wrong)[i % 2])] for i in range(count)]
    return [
        Submission(f"s{i:03}", path, (reference, Cell(2, path.read_text(encoding="utf-8"))))
        for i, path in enumerate(paths)
    ]


def bench_class(name: str, tasks: Sequence[str], budget: float) -> float:
    """CPU seconds for one more submission of a class: all costs of a class less those of one student."""
    with Grader(read_assignment(name, ROOT)):
        costs = []  # the recordings are on disk from here on
    for count in (1, CLASS + 1):
        began = cpu()
        with Grader(read_assignment(name, ROOT)) as grader:
            grader.checks = tuple(c for c in grader.checks if c.task.name in tasks)
            first = time.perf_counter()
            reports = list(batch.grade(grader, submissions_of(name, count), 1))
            wall = time.perf_counter() - first
        costs.append(cpu() - began)
        assert not any(report.void for report in reports)
    each = (costs[1] - costs[0]) / CLASS
    say(f"{name}: one more submission, {len(grader.checks)} tasks, CPU s", f"{each:.3f} s", f"{budget:.2f} s")
    say(f"{name}: wall s for one more, one at a time", f"{wall / (CLASS + 1):.3f} s", "-")
    return each


class Direct:
    """The student's functions called in this process; every call is noted."""

    def __init__(self, namespace: dict[str, Any], calls: list[tuple[Any, tuple[Any, ...]]]) -> None:
        self._namespace, self._calls = namespace, calls

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function = self._namespace[name]

        def call(*args: Any) -> Any:
            self._calls.append((function, args))
            return function(*args)

        return call


def bench_direct(each: float) -> None:
    """The same examples without any grader: load the source, run test bodies, or only call the functions."""
    with Grader(read_assignment("backprop", ROOT)) as grader:
        checks = [check for check in grader.checks if check.task.name in SIX]
        source = submissions_of("backprop", 1)[0]
        calls: list[tuple[Any, tuple[Any, ...]]] = []
        began = time.process_time()
        namespace: dict[str, Any] = {"__name__": "submission"}
        for cell in source.cells:
            exec(compile(cell.source, "submission", "exec"), namespace)
        for check in checks:
            with hypothesis_runs.replaying(check.body):
                for example in grader.recordings[check.task.name].examples:
                    check.body(student=Direct(namespace, calls), **example.arguments)
        bodies = time.process_time() - began
        began = time.process_time()
        for function, args in calls:
            function(*args)
        alone = time.process_time() - began
    say("one more submission / the same tests in one process", f"{each / bodies:.1f} x", "3 x")
    say(f"one more submission / its {len(calls)} calls alone", f"{each / alone:.1f} x", "-")


# -- confinement -------------------------------------------------------------------------------------


def start_and_stop(launcher: Launcher) -> float:
    """Seconds from the request to a worker that is confined and waits; it is ended then."""
    began = time.perf_counter()
    worker = launcher.spawn(asdict(Limits()))
    took = time.perf_counter() - began
    worker.close()
    return took


def bench_confinement() -> None:
    """What the strongest tier adds to a worker's start: with all layers and with none, in turn."""
    for preload in (["numpy"], ["numpy", "torch"]):
        with Launcher(preload, ROOT) as held, Launcher(preload, ROOT, without=tuple(LAYERS)) as free:
            pairs = [(start_and_stop(held), start_and_stop(free)) for _ in range(WORKERS)]
            tier = held.tier.name
        confined, bare = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
        what = f"{preload[-1]}: {tier} adds to a worker's start ({bare:.1f} ms), median"
        say(what, f"{confined - bare:.1f} ms", "15 ms")


# -- start, memory, limits ----------------------------------------------------------------------------


def bench_start() -> None:
    """From the command to the first verdict, recordings cached, against the imports alone."""
    grade = [sys.executable, "grade.py", "check", "submissions/backprop/ben.py", "backprop"]
    imports = [sys.executable, "-c", "import pytest, hypothesis, numpy, pandas, rich, typer, msgspec"]
    helped = [sys.executable, "grade.py", "--help"]
    seconds = {}
    for label, command in (("warm", grade), ("start", grade), ("imports", imports), ("help", helped)):
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        seconds[label] = time.perf_counter() - began
    say(
        "start to verdict less the imports (backprop, all tasks)",
        f"{seconds['start'] - seconds['imports']:.2f} s",
        "2 s",
    )
    say("grade.py --help", f"{seconds['help']:.2f} s", "0.3 s")


def unique_memory(pid: int) -> int:
    """Bytes that only this process holds."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    return sum(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Private_"))


def bench_memory() -> None:
    """What one more worker and its snapshot hold for themselves."""
    source = Source(((0, (ROOT / "reference_solutions" / "backprop.py").read_text(encoding="utf-8")),))
    with Launcher(["numpy"], ROOT) as launcher, Session(launcher, source, Limits(), 0) as session:
        session.load()
        with session.run(0) as run:
            held = unique_memory(session.pid) + unique_memory(run.pid)
    say("unique memory of one more submission (worker + snapshot)", f"{held / 1e6:.1f} MB", "60 MB")


def bench_limits() -> None:
    """k tasks in endless loops: k times the limit, and the others untouched."""
    text = (ROOT / "reference_solutions" / "backprop.py").read_text(encoding="utf-8")
    loop = "def relu_backward(dout, cache):\n    while True: pass"
    with Grader(read_assignment("backprop", ROOT)) as grader:
        looping = Submission("loop", Path("loop.py"), (Cell(1, text), Cell(2, loop)))
        began = time.perf_counter()
        (report,) = batch.grade(grader, [looping], 1)
        wall = time.perf_counter() - began
    lost = report.counts["lost"]  # type: ignore[index]
    limit = grader.assignment.limits.call
    say(f"{lost} tasks in loops: wall s beyond {lost} x {limit:g} s", f"{wall - lost * limit:.1f} s", "1 s")


def main() -> None:
    """Everything, in a minute or two."""
    bench_calls()
    each = bench_class("backprop", SIX, 0.20)
    bench_direct(each)
    bench_class("parameter_count", SIX_TORCH, 0.35)
    bench_confinement()
    bench_start()
    bench_memory()
    bench_limits()


if __name__ == "__main__":
    main()

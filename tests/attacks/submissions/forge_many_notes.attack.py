"""Notes of loading by the hundred thousand, each as long as may be, and as many missing modules."""
# Row: 11
# Honest: wrong
import sys
worker = sys.modules["autograder.sandbox.worker"]
real_run, standins = worker.loading.run, worker.standins

class Where:
    cell, names = 0, ["add"] * 3

class Note:
    unit, line, why = Where, 1, "x" * 60

worker.loading.run = lambda *args, **kwargs: [Note] * 300_000
for finder in sys.meta_path:
    if hasattr(finder, "missing"):
        finder.missing.extend(f"module{number}" for number in range(300_000))

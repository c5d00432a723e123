"""Notes of loading by the hundred thousand, each as long as may be, and as many missing modules."""
# Row: 11
# Honest: wrong
import sys

SLOW = "/a" * 1000  # a text on which a careless pattern takes its time

class Where:
    cell, names = 0, [SLOW] * 3

class Note:
    unit, line, why = Where, 1, SLOW

frame = sys._getframe()
while frame.f_code.co_name != "run":
    frame = frame.f_back
frame.f_locals["notes"].extend([Note] * 2_000)
for finder in sys.meta_path:
    if hasattr(finder, "missing"):
        finder.missing.extend(f"module{number}" for number in range(30_000))

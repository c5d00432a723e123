"""Notes of loading with absurd shapes: huge, deep, negative, not text, with line breaks and markup."""
# Row: 11
# Honest: wrong
import sys
worker = sys.modules["autograder.sandbox.worker"]

class Odd(list):
    pass

def notes(*args, **kwargs):
    class Note:
        line, why, unit = -10 ** 30, "x" * 10 ** 6, type("U", (), {"cell": 2 ** 70, "names": ["\x1b[31m<script>alert(1)</script>"] * 5000})
    return [Note] * 50

worker.loading.run = notes
worker.threading_tasks = lambda: -(10 ** 25)

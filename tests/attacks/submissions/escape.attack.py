"""Becomes somebody else or leaves its cell: setuid, setgroups, capabilities, user namespaces, mount, chroot, setns."""
# Row: 15
import ctypes, loot, os, subprocess
from hints import HINTS

def in_child(what, work):
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if work() else 1)
        except BaseException:
            os._exit(1)
    if os.waitpid(child, 0)[1] == 0:
        loot.reached(what)

def done(number, *args):
    return loot.system_call(number, *args) >= 0

def strike():
    if 0 in os.getresuid() + os.getresgid():
        loot.reached("uid-0")
    status = loot.quietly(lambda: open("/proc/self/status").read()) or ""
    for line in status.splitlines():
        if line.startswith(("CapEff", "CapPrm", "CapBnd")) and int(line.split()[1], 16) and not line.startswith("CapBnd"):
            loot.reached(line.split(":")[0])
        if line == "NoNewPrivs:\t0":
            loot.reached("new-privileges")
    for uid in (0, 1, 1000, 65534):
        if uid not in os.getresuid():
            in_child(f"setuid-{uid}", lambda: os.setresuid(uid, uid, uid) is None)
    in_child("setgroups", lambda: os.setgroups([0]) is None)
    for flag, what in ((0x10000000, "user"), (0x20000, "mount"), (0x20000000, "pid"), (0x40000000, "net"), (0x8000000, "ipc"), (0x2000000, "cgroup")):
        in_child(f"unshare-{what}", lambda: done(272, flag))
        in_child(f"unshare-user-{what}", lambda: done(272, flag | 0x10000000))
    in_child("clone-user", lambda: done(56, 0x10000000 | 17, 0, 0, 0, 0))
    in_child("chroot", lambda: os.chroot(".") is None)
    in_child("mount", lambda: done(165, b"none", b".", b"tmpfs", 0, 0))
    in_child("umount", lambda: done(166, b".", 2))
    in_child("pivot", lambda: done(155, b".", b"."))
    in_child("open-tree", lambda: done(428, -100, b"/", 1))
    in_child("fsopen", lambda: done(430, b"tmpfs", 0))
    in_child("mknod", lambda: os.mknod("disk", 0o60666, os.makedev(254, 0)) is None)
    in_child("sethostname", lambda: done(170, b"attacked", 8))
    in_child("settime", lambda: done(227, 0, None))
    in_child("swapon", lambda: done(167, b"/dev/null", 0))
    in_child("module", lambda: done(313, -1, b"", 0) )
    for kind in ("mnt", "pid", "net", "user", "ipc"):
        for pid in (1, os.getppid()):
            in_child(f"setns-{kind}", lambda: done(308, os.open(f"/proc/{pid}/ns/{kind}", os.O_RDONLY), 0)
                     and os.readlink(f"/proc/{pid}/ns/{kind}") != os.readlink(f"/proc/self/ns/{kind}"))

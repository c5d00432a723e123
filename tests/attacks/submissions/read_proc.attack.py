"""Reads environ, cmdline, cwd, root, maps, memory and descriptors of every process in /proc."""
# Row: 10
import loot, os

def strike():
    for pid in loot.pids():
        for part in ("environ", "cmdline", "maps", "mountinfo", "numa_maps", "auxv", "syscall", "stack"):
            if loot.look(f"/proc/{pid}/{part}"):
                loot.reached(f"proc-{part}")
        for part in ("status", "stat", "comm", "wchan", "task", "net/unix", "net/tcp"):
            loot.look(f"/proc/{pid}/{part}")
        for link in ("cwd", "exe", "root"):
            loot.sift(loot.attempt(f"proc-{link}", os.readlink, f"/proc/{pid}/{link}") or "")
        for descriptor in loot.quietly(os.listdir, f"/proc/{pid}/fd") or []:
            loot.reached("proc-fd")
            loot.sift(loot.quietly(os.readlink, f"/proc/{pid}/fd/{descriptor}") or "")
            loot.look(f"/proc/{pid}/fd/{descriptor}", 1 << 14)
    loot.look("/proc/mounts")
    loot.look("/proc/self/mountinfo")
    loot.look("/proc/self/environ")
    loot.look("/proc/net/unix")

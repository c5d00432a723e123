"""Carries it in a process that outlives its task, in the memory of the worker, in its nice value and its name."""
# Row: 19
import ctypes, loot, os, socket, time

PLACE = ctypes.create_string_buffer(64)

class Vec(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]

def keep_telling(word):
    server = socket.socket(socket.AF_UNIX)
    server.bind("\0smuggled")
    server.listen(8)
    while True:
        end, _ = server.accept()
        end.send(word.encode())
        end.close()

def shout(word, n):
    loot.quietly(loot.daemon, lambda: keep_telling(word))
    loot.quietly(loot.daemon, lambda: (loot.C.prctl(15, word[-8:].encode(), 0, 0, 0), time.sleep(60)))
    source = ctypes.create_string_buffer(word.encode())
    here, there = Vec(ctypes.addressof(source), len(word)), Vec(ctypes.addressof(PLACE), len(word))
    loot.system_call(311, os.getppid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    try:
        with open(f"/proc/{os.getppid()}/mem", "r+b", 0) as memory:
            memory.seek(ctypes.addressof(PLACE))
            memory.write(word.encode())
    except OSError:
        pass
    loot.quietly(os.setpriority, os.PRIO_PROCESS, os.getppid(), int(word[-1], 16))
    return word * n

def sign(t):
    loot.sift(PLACE.raw)
    for place in ("\0smuggled",):
        try:
            with socket.socket(socket.AF_UNIX) as end:
                end.settimeout(0.2)
                end.connect(place)
                loot.sift(end.recv(64))
        except OSError:
            continue
    if os.getpriority(os.PRIO_PROCESS, os.getppid()) > 0:
        loot.reached("niced-worker")
    loot.tell(0)
    return "up" if t > 0 else "down" if t < 0 else None

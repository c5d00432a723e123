"""Memory in every kind of mapping, in several processes at once, locked, shared, sparse, in pipes and sockets."""
# Row: 15
import ctypes, loot, mmap, os, socket, time
import numpy as np

def touched(kind):
    blocks = []
    try:
        while len(blocks) < 30:
            block = mmap.mmap(-1, 1 << 26, flags=kind | mmap.MAP_ANONYMOUS)
            for page in range(0, 1 << 26, 4096):
                block[page] = 1
            blocks.append(block)
    except (OSError, MemoryError, ValueError):
        pass
    return len(blocks) * 64

def add(x, y):
    if touched(mmap.MAP_PRIVATE) > 1300:
        raise loot.Loot("REACHED-private-memory")
    return x + y

def slope(f, t):
    for _ in range(8):
        if os.fork() == 0:
            kept = [np.ones(1 << 26, np.uint8) for _ in range(8)]
            time.sleep(30)
    time.sleep(30)

def sign(t):
    return np.ones(10 ** 12)

def tale():
    return ["x" * (1 << 27)] * 40

def shout(word, n):
    kept = [word]
    while True:
        kept *= 2

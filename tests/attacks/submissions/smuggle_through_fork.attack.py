"""Carries it through what all tasks inherit from loading: shared memory, pipes, sockets, offsets, unlinked files."""
# Row: 19
import loot, mmap, os, socket, tempfile

def strike_once():
    shared = mmap.mmap(-1, 4096)
    reading, writing = os.pipe()
    near, far = socket.socketpair()
    held = tempfile.TemporaryFile()
    for end in (near, far):
        end.setblocking(False)
    os.set_blocking(reading, False)
    return shared, reading, writing, near, far, held

try:
    SHARED, READING, WRITING, NEAR, FAR, HELD = strike_once()
except OSError as error:
    SHARED = mmap.mmap(-1, 4096)
    READING, WRITING = os.pipe()
    NEAR = FAR = HELD = None

def shout(word, n):
    SHARED[: len(word)] = word.encode()
    loot.quietly(os.write, WRITING, word.encode())
    loot.quietly(lambda: NEAR.send(word.encode()))
    loot.quietly(lambda: (HELD.write(word.encode()), HELD.flush()))
    return word * n

def sign(t):
    loot.sift(bytes(SHARED))
    loot.sift(loot.quietly(os.read, READING, 4096) or b"")
    loot.sift(loot.quietly(lambda: FAR.recv(4096)) or b"")
    loot.sift(loot.quietly(lambda: (HELD.seek(0), HELD.read())[1]) or b"")
    loot.tell(0)
    return "up" if t > 0 else "down" if t < 0 else None

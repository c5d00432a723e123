"""Children that keep the worker's descriptors open, so that no end of a stream is ever seen."""
# Row: 2
import loot, os, time

def hold():
    while True:
        time.sleep(60)

def strike():
    loot.daemon(hold)

def add(x, y):
    loot.daemon(hold)
    os._exit(0)

def sign(t):
    loot.daemon(hold)
    for number in range(3, 64):
        loot.quietly(os.close, number)
    return "up"

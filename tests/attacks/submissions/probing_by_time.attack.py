"""Lets the hidden task's argument decide how its process ends, how long it takes and how much it uses."""
# Row: 19
import os, sys, time

def shout(word, n):
    digit = int(word[-1], 16)
    time.sleep(digit / 40)
    os._exit(digit)

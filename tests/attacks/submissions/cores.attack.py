"""Crashes in every way, hoping for a core file: null pointers, aborts, stack overflow, illegal instructions."""
# Row: 15
# Honest: half
import ctypes, os, resource, signal, sys

try:
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
except ValueError:
    pass

def slope(f, t): ctypes.string_at(0)
def sign(t): os.abort()
class Counter:
    def __init__(self): os.kill(os.getpid(), signal.SIGILL)
def tale():
    sys.setrecursionlimit(10 ** 9)
    def deeper(n): return deeper(n + 1)
    deeper.__call__(0)
def shout(word, n): ctypes.CDLL(None).raise_(signal.SIGFPE) if hasattr(ctypes.CDLL(None), "raise_") else os.kill(os.getpid(), signal.SIGFPE)

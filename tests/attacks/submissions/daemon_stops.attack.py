"""Stops itself, its parent, its siblings; processes that stay stopped or are traced by each other."""
# Row: 6
import loot, os, signal, time

def stopped():
    os.kill(os.getpid(), signal.SIGSTOP)
    time.sleep(60)

def strike():
    loot.daemon(stopped)

def add(x, y):
    os.kill(os.getppid(), signal.SIGSTOP)
    return x + y

def slope(f, t):
    os.kill(os.getpid(), signal.SIGSTOP)
    return 0

def sign(t):
    child = os.fork()
    if child == 0:
        loot.C.ptrace(0, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        time.sleep(60)
    return "up"

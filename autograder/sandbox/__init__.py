"""The only place that knows a student process exists.

near side (judge)                          far side (zygote, worker, snapshot)
student.py   reads as plain calls          zygote.py   preload once, fork on request
session.py   load, snapshot, restart       worker.py   answer calls
run.py       one snapshot: call within     loading.py, magics.py, standins.py  source -> namespace
             limits, callbacks             seeding.py, one_thread.py, tracebacks.py
ahead.py     calls sent ahead              confine.py  the layers, in their order
launch.py    owns the zygote               detect.py   which layers the machine allows
loaded.py    what loading says, checked    jail.py, identity.py, landlock.py, seccomp.py  a layer each
home.py      its directory                 visible.py  which files can be seen
started.py   a worker that runs            leftovers.py  what must not stay behind
meter.py, clock.py, memory.py, disk.py     syscalls.py what Python does not offer
             what a tree uses
endings.py, overruns.py  why it ended
credentials.py  who really speaks
        both: wire.py (packing, unpacking, tags, weighing), channel.py, tiers.py
"""

"""The only place that knows a student process exists.

near side (judge)                          far side (zygote, worker, snapshot)
student.py   reads as plain calls          zygote.py   preload once, fork on request
session.py   load, snapshot, restart       worker.py   answer calls
run.py       one snapshot: call within     submission.py  what was handed in -> the module that answers
             limits, callbacks             parsing.py, magics.py  cells -> statements
ahead.py     calls sent ahead              scopes.py, roots.py, reading.py  a statement -> its effects.py
launch.py    owns the zygote               mutation.py, slicing.py  which statements some names need
loaded.py    what loading says, checked    loading.py, siblings.py, guards.py  run these
home.py      its directory                 standins.py, dummies.py, lacks.py, offline/  what is not there
started.py   a worker that runs            paths.py, reroute.py, data.py  files that lie elsewhere
meter.py, clock.py, memory.py, disk.py     seeding.py, one_thread.py, tracebacks.py
             what a tree uses              confine.py  the layers, in their order
endings.py, overruns.py  why it ended      detect.py   which layers the machine allows
credentials.py  who really speaks          jail.py, identity.py, landlock.py, seccomp.py  a layer each
                                           visible.py  which files can be seen
                                           leftovers.py  what must not stay behind
                                           syscalls.py what Python does not offer
        both: wire.py (packing, unpacking, tags, weighing), channel.py, tiers.py
"""

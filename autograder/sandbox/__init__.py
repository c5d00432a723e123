"""The only place that knows a student process exists.

near side (judge)                      far side (student's process)
student.py   reads as plain calls      zygote.py   preload once, fork on request
session.py   start, call, kill         worker.py   answer calls
home.py      its directory             loading.py, magics.py  source -> namespace
clock.py     CPU time of a tree        standins.py, seeding.py, confine.py
                 wire.py, channel.py: shared by both
"""

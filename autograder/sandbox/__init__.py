"""The only place that knows a student process exists.

near side (judge)                      far side (student's process)
student.py   reads as plain calls      zygote.py   preload once, fork on request
session.py   start, call, kill         worker.py   answer calls
clock.py     CPU time of a tree        loading.py  source -> namespace
                                       standins.py, seeding.py, confine.py
                 wire.py, channel.py: shared by both
"""

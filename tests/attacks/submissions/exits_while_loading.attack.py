"""Each statement leaves in another way, and so do finalisers at interpreter exit."""
# Row: 4
# Honest: wrong
import atexit, os, signal, sys
raise SystemExit(0)
raise KeyboardInterrupt
quit()
exit(0)
os._exit(0)
os.kill(os.getpid(), signal.SIGKILL)
os.abort()
os.execv("/bin/true", ["true"])
if os.fork(): os._exit(0)
sys.settrace(lambda *_: os._exit(0))

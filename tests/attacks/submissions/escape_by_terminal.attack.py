"""Types into a terminal: /dev/tty, TIOCSTI, TIOCLINUX, new pseudo-terminals, the console, foreground groups."""
# Row: 15
import fcntl, loot, os, termios

def strike():
    for path in ("/dev/tty", "/dev/console", "/dev/tty0", "/dev/tty1", "/dev/ptmx", "/dev/kmsg"):
        loot.attempt("open-" + os.path.basename(path), lambda: os.close(os.open(path, os.O_RDWR | os.O_NOCTTY)))
    for number in range(64):
        for request, argument in ((0x5412, b"x"), (0x541C, b"\x02"), (0x540E, 0), (0x5410, b"\0\0\0\0")):
            if loot.quietly(fcntl.ioctl, number, request, argument) is not None:
                loot.reached(f"ioctl-{request:x}")

"""Looks through every open descriptor: what it is, what it holds, where it leads."""
# Row: 10
import loot, os, socket, stat

def strike():
    for number in range(256):
        try:
            kind = os.fstat(number).st_mode
        except OSError:
            continue
        loot.sift(loot.quietly(os.readlink, f"/proc/self/fd/{number}") or "")
        if stat.S_ISREG(kind):
            loot.sift(loot.quietly(os.pread, number, 1 << 20, 0) or b"")
        elif stat.S_ISDIR(kind):
            for name in loot.quietly(os.listdir, number) or []:
                loot.sift(name)
                loot.sift(loot.quietly(lambda: os.read(os.open(name, os.O_RDONLY, dir_fd=number), 1 << 16)) or b"")
            for up in ("..", "../..", "../../assignments/arena/test_arena.py"):
                if loot.quietly(lambda: os.stat(up, dir_fd=number)):
                    loot.reached("directory-descriptor")
        elif stat.S_ISSOCK(kind):
            end = socket.socket(fileno=os.dup(number))
            loot.sift(loot.quietly(lambda: end.recv(1 << 16, socket.MSG_PEEK | socket.MSG_DONTWAIT)) or b"")
            end.close()

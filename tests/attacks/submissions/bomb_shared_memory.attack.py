"""Memory that no limit of a process counts: memfd, SysV, POSIX shared memory, /dev/shm files, message queues."""
# Row: 15
import ctypes, loot, mmap, os

def strike():
    for number, key in enumerate((0, 0x4144, 0x4145)):
        shared = loot.system_call(29, key, 1 << 20, 0o1666)  # shmget
        if shared >= 0:
            loot.system_call(30, shared, 0, 0)
            loot.reached("shmget")
    if loot.system_call(64, 0x4146, 4, 0o1666) >= 0:  # semget
        loot.reached("semget")
    if loot.system_call(68, 0x4147, 0o1666) >= 0:  # msgget
        loot.reached("msgget")
    if loot.system_call(240, b"/attack", os.O_CREAT | os.O_RDWR, 0o666, None) >= 0:  # mq_open
        loot.reached("mq-open")
    total = 0
    for _ in range(4):
        handle = loot.system_call(319, b"x", 0)  # memfd_create
        if handle >= 0:
            os.ftruncate(handle, 1 << 30) if loot.quietly(os.ftruncate, handle, 1 << 30) else None
            total += loot.quietly(os.write, handle, bytes(1 << 22)) or 0
    if total > 1 << 23:
        loot.reached("memfd")
    written = 0
    for number in range(64):
        for folder in ("/dev/shm", "/tmp", "/var/tmp", "/run"):
            written += loot.quietly(lambda: open(f"{folder}/attack{number}", "wb").write(bytes(1 << 20))) or 0
    if written >> 20 > 48:
        loot.reached(f"shm-files-{written >> 20}-MB")
    for number in range(64):
        for folder in ("/dev/shm", "/tmp", "/var/tmp", "/run"):
            loot.quietly(os.unlink, f"{folder}/attack{number}")
    loot.quietly(lambda: open("/dev/shm/attack", "w").write("left"))
    loot.quietly(lambda: open("/tmp/attack", "w").write("left"))

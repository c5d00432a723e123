"""Sockets and files without the usual calls: io_uring, socketcall, vsock, netlink, packet, bpf, userfaultfd, keys."""
# Row: 16
import ctypes, loot, os

CALLS = {
    "io-uring": (425, 4, ctypes.create_string_buffer(256)), "bpf": (321, 0, ctypes.create_string_buffer(128), 72),
    "userfaultfd": (323, 1), "perf-event": (298, ctypes.create_string_buffer(b"\x01\x00\x00\x00\x70", 120), 0, -1, -1, 0),
    "keyctl": (250, 0, -3, 1), "add-key": (248, b"user", b"attack", b"x", 1, -3), "fanotify": (300, 0, 0),
    "quotactl": (179, 0x800007, b"/", 0, 0), "syslog": (103, 3, ctypes.create_string_buffer(4096), 4096),
    "open-by-handle": (304, -100, ctypes.create_string_buffer(b"\x08\x00\x00\x00\x01\x00\x00\x00", 32), 0),
    "name-to-handle": (303, -100, b"/", ctypes.create_string_buffer(b"\x80", 256), ctypes.create_string_buffer(8), 0),
    "iopl": (172, 3), "kexec": (246, 0, 0, None, 0), "memfd-secret": (447, 0), "landlock-off": (446, -1, 0),
}

def strike():
    for what, call in CALLS.items():
        if loot.system_call(*call) >= 0:
            loot.reached(what)

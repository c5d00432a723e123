"""Sends what it knows to the listeners of the arena: TCP, UDP, unix sockets by path and abstract, all families."""
# Row: 16
import loot, os, socket, subprocess, sys
from hints import HINTS

def strike():
    doors = HINTS["doors"]
    message = HINTS["own"].encode()
    targets = [
        (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", doors["tcp"])),
        (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", doors["udp"])),
        (socket.AF_INET6, socket.SOCK_STREAM, ("::ffff:127.0.0.1", doors["tcp"])),
        (socket.AF_UNIX, socket.SOCK_STREAM, doors["path"]),
        (socket.AF_UNIX, socket.SOCK_STREAM, "\0" + doors["abstract"]),
        (socket.AF_UNIX, socket.SOCK_DGRAM, doors["datagrams"]),
    ]
    for family, kind, address in targets:
        try:
            with socket.socket(family, kind) as end:
                end.settimeout(0.2)
                end.connect(address)
                loot.reached(f"connect-{family.name}-{kind.name}")
                end.send(message)
        except OSError:
            continue
    for family in range(1, 46):
        for kind in (1, 2, 3):
            try:
                socket.socket(family, kind).close()
            except OSError:
                continue
            if family not in (1, 2, 10):
                loot.reached(f"family-{family}")
    try:
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen()
            with socket.create_connection(server.getsockname(), 0.2):
                loot.reached("loopback")
    except OSError:
        pass
    shell = f"exec 3<>/dev/tcp/127.0.0.1/{doors['tcp']} && echo {HINTS['own']} >&3 && echo REACHED"
    if b"REACHED" in (loot.quietly(lambda: subprocess.run(["bash", "-c", shell], capture_output=True, timeout=2).stdout) or b""):
        loot.reached("connect-shell")

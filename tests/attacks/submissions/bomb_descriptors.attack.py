"""Takes every descriptor, lock, watch, timer, key and pipe it can get."""
# Row: 15
import loot, os, fcntl, resource, select, time

def strike():
    resource_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    if loot.quietly(resource.setrlimit, resource.RLIMIT_NOFILE, (1 << 20, 1 << 20)) is None:
        if resource.getrlimit(resource.RLIMIT_NOFILE)[0] > resource_limit[1]:
            loot.reached("raised-limit")
    for kind in (resource.RLIMIT_DATA, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_AS):
        hard = resource.getrlimit(kind)[1]
        loot.quietly(resource.setrlimit, kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        if resource.getrlimit(kind)[1] != hard:
            loot.reached(f"raised-{kind}")
    held = []
    while len(held) < 2000:
        pair = loot.quietly(os.pipe)
        if pair is None:
            break
        loot.quietly(fcntl.fcntl, pair[0], 1031, 1 << 20)
        held.append(pair)
    if len(held) >= 2000:
        loot.reached("descriptors")
    for pair in held:
        os.close(pair[0])
        os.close(pair[1])
    for number in range(40):
        loot.system_call(213, 1)  # epoll_create
        loot.system_call(222, 0, None, None)  # timer_create

"""Far side: a filter for system calls, which no process can take off again (seccomp(2), mode FILTER).

The program is classic BPF over `struct seccomp_data`: the call's number at offset 0, the processor's kind
at 4, the low half of argument i at 16 + 8 i.
"""

import ctypes
import errno
import platform
import struct

from autograder.sandbox.syscalls import PR_SET_SECCOMP, checked, libc

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, KIND, ARGUMENTS = 0, 4, 16
AF_UNIX, MODE_FILTER = 1, 2
X32 = 0x40000000  # calls of the x32 convention have this bit
NAMESPACES = 0x7E020080  # the flags of clone(2) that make new ones
BESIDE = 0x8000  # CLONE_PARENT: a child of one's parent, whom nobody watching this process would see

# Number on x86_64, number on aarch64; None where there is no such call.
REFUSED: dict[str, tuple[int | None, int | None]] = {
    # other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "setpriority": (141, 140),
    "sched_setscheduler": (144, 119), "sched_setparam": (142, 118), "sched_setattr": (314, 274),
    "ioprio_set": (251, 30), "migrate_pages": (256, 238), "move_pages": (279, 239), "mbind": (237, 235),
    # the view of the file system
    "pivot_root": (155, 41), "chroot": (161, 51), "mount": (165, 40), "umount2": (166, 39),
    "unshare": (272, 97), "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262), "fanotify_mark": (301, 263), "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "swapon": (167, 224), "swapoff": (168, 225),
    "acct": (163, 89),
    "inotify_init": (253, None), "inotify_init1": (294, 26), "inotify_add_watch": (254, 27),
    # parts of the kernel with a history
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "add_key": (248, 217),
    "request_key": (249, 218), "keyctl": (250, 219), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "kexec_load": (246, 104), "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "modify_ldt": (154, None), "iopl": (172, None), "ioperm": (173, None), "personality": (135, 92),
    "syslog": (103, 116), "vhangup": (153, 58), "lookup_dcookie": (212, 18), "nfsservctl": (180, 42),
    # the machine's clock and name
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161), "setdomainname": (171, 162),
    # memory and queues that no limit counts, or that outlive the process
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "shmat": (30, 196),
    "shmctl": (31, 195), "shmdt": (67, 197), "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191),
    "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188),
    "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181), "mq_timedsend": (242, 182),
    "mq_timedreceive": (243, 183), "mq_notify": (244, 184), "mq_getsetattr": (245, 185),
    "vmsplice": (278, 75),
}  # fmt: skip

# Marks of files that belong to the user, not to the student, where both have one uid: they "succeed".
PRETENDED: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "lchown": (94, None), "fchown": (93, 55), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "removexattrat": (466, 466), "file_setattr": (469, 469),
}  # fmt: skip

# Signals, where nothing else keeps them from the user's other processes.
SIGNALS: dict[str, tuple[int | None, int | None]] = {
    "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "pidfd_send_signal": (424, 424),
}  # fmt: skip
ON_OTHERS_FILES = (8, 15, 1024, 1026)  # F_SETOWN, F_SETOWN_EX, F_SETLEASE, F_NOTIFY
FILE_FLAGS = (0x40086602, 0x401C5820, 0x40806685)  # FS_IOC_SETFLAGS, FS_IOC_FSSETXATTR, FS_IOC_ENABLE_VERITY
BUFFERS = (7, 8, 32, 33)  # SO_SNDBUF, SO_RCVBUF and their FORCE forms: memory that no limit counts
HIDE = (4,)  # PR_SET_DUMPABLE: a process whose open files cannot be counted

# Calls on whose arguments it depends.
DEPENDS = {"clone3": (435, 435), "clone": (56, 220), "socket": (41, 198), "socketpair": (53, 199),
           "prlimit64": (302, 261), "sched_setaffinity": (203, 122), "fcntl": (72, 25),
           "ioctl": (16, 29), "setsockopt": (54, 208), "prctl": (157, 167)}  # fmt: skip
KINDS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
SEQUENCED = (1, 5)  # SOCK_STREAM, SOCK_SEQPACKET: a connected pair of these sends to its other end only


def program(local_sockets: bool, own_files: bool, signals: bool = True) -> bytes:
    """The filter.

    Args:
        local_sockets: allow sockets of the AF_UNIX family; without, only connected pairs.
        own_files: whether the uid is the student's alone; without, marks of files are left as they are.
        signals: allow signals; without, a process cannot even send one to itself.

    Raises:
        OSError: the calls of this kind of processor are not known.
    """
    machine = platform.machine()
    if machine not in KINDS:
        raise OSError(errno.ENOSYS, f"the system calls of {machine} are not known")
    column = list(KINDS).index(machine)
    steps = [_step(LOAD, KIND), _step(EQUAL, KINDS[machine], 1), _step(RETURN, KILL), _step(LOAD, NUMBER)]
    if machine == "x86_64":
        steps += [_step(AT_LEAST, X32, 0, 1), _step(RETURN, FAIL | errno.ENOSYS)]
    steps += _dependent({name: numbers[column] for name, numbers in DEPENDS.items()}, local_sockets)
    refused = [numbers[column] for numbers in (REFUSED | ({} if signals else SIGNALS)).values()]
    pretended = [] if own_files else [numbers[column] for numbers in PRETENDED.values()]
    for numbers, verdict in ((refused, FAIL | errno.EPERM), (pretended, FAIL | 0)):
        for number in numbers:
            if number is not None:
                steps += [_step(EQUAL, number, 0, 1), _step(RETURN, verdict)]
    return b"".join([*steps, _step(RETURN, ALLOW)])


def _dependent(numbers: dict[str, int], local_sockets: bool) -> list[bytes]:
    """clone3 is not there (its flags cannot be seen; C libraries then use clone), the rest by argument."""
    families = [AF_UNIX] if local_sockets else []
    return [
        *_when(numbers["clone3"], [_step(RETURN, FAIL | errno.ENOSYS)]),
        *_when(numbers["clone"], _unless(ANY_BIT, NAMESPACES | BESIDE, errno.EPERM)),
        *_when(numbers["socket"], _among(0, families, errno.EACCES)),
        *_when(numbers["socketpair"], _among(1, SEQUENCED, errno.EACCES, 0xF)),
        *_when(numbers["prlimit64"], _among(0, [0], errno.EPERM)),
        *_when(numbers["sched_setaffinity"], _among(0, [0], errno.EPERM)),
        *_when(numbers["fcntl"], _but(1, ON_OTHERS_FILES, errno.EPERM)),
        *_when(numbers["ioctl"], _but(1, FILE_FLAGS, errno.EPERM)),
        *_when(numbers["setsockopt"], _but(2, BUFFERS, errno.EPERM)),
        *_when(numbers["prctl"], _but(0, HIDE, errno.EPERM)),
    ]


def _when(number: int, body: list[bytes]) -> list[bytes]:
    """`body`, which returns, for the call with this number."""
    return [_step(EQUAL, number, 0, len(body)), *body]


def _unless(test: int, value: int, error: int) -> list[bytes]:
    """Fail where the first argument passes the test."""
    return [
        _step(LOAD, ARGUMENTS), _step(test, value, 0, 1), _step(RETURN, FAIL | error), _step(RETURN, ALLOW),
    ]  # fmt: skip


def _but(argument: int, values: tuple[int, ...], error: int) -> list[bytes]:
    """Fail if an argument is one of the values."""
    tests = [_step(EQUAL, value, len(values) - i, 0) for i, value in enumerate(values)]
    return [_step(LOAD, ARGUMENTS + 8 * argument), *tests, _step(RETURN, ALLOW), _step(RETURN, FAIL | error)]


def _among(
    argument: int, values: tuple[int, ...] | list[int], error: int, mask: int = 0xFFFFFFFF
) -> list[bytes]:
    """Fail unless an argument, masked, is one of the values."""
    count = len(values)
    tests = [_step(EQUAL, value, count - i, 0) for i, value in enumerate(values)]
    return [
        _step(LOAD, ARGUMENTS + 8 * argument), _step(0x54, mask), *tests,
        _step(RETURN, FAIL | error), _step(RETURN, ALLOW),
    ]  # fmt: skip


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One instruction, struct sock_filter."""
    return struct.pack("HBBI", code, if_true, if_false, value)


def install(filter_program: bytes) -> None:
    """Put the filter on this process and all it will start; needs no_new_privileges first.

    Raises:
        OSError: the kernel refuses.
    """
    buffer = ctypes.create_string_buffer(filter_program, len(filter_program))
    described = struct.pack("HxxxxxxP", len(filter_program) // 8, ctypes.addressof(buffer))
    done = libc().prctl(PR_SET_SECCOMP, ctypes.c_ulong(MODE_FILTER), described, 0, 0)
    checked(done, "seccomp")

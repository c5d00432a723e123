"""Near side: which process really sent a message. The kernel says, in the reader's own numbering."""

import array
import socket
import struct

MOST_DESCRIPTORS = 1
WHO = struct.Struct("3i")  # pid, uid, gid
ROOM = socket.CMSG_SPACE(WHO.size) + socket.CMSG_SPACE(MOST_DESCRIPTORS * array.array("i").itemsize)


def expect(sock: socket.socket) -> None:
    """Have the kernel add the sender to each message; to be said before the other end is given away."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)


def no_longer(sock: socket.socket) -> None:
    """From here on only bytes matter."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)


def receive(sock: socket.socket, size: int) -> tuple[bytes, int, list[int]]:
    """One message: its bytes, the sender's pid (0 if it has none here), and the descriptors that came.

    Raises:
        OSError: nothing came in time, or the socket is broken.
    """
    data, extra, _, _ = sock.recvmsg(size, ROOM)
    pid, descriptors = 0, array.array("i")
    for level, kind, body in extra:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            pid = WHO.unpack(body[: WHO.size])[0]
        elif (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(body[: len(body) - len(body) % descriptors.itemsize])
    return data, pid, list(descriptors)

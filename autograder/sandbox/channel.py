"""Frames over a socket, both ways, without extra copies. The near side never waits without a watch."""

import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np

from autograder.sandbox.tags import HEADER, MAX_FRAME, MAX_SKELETON, Closed, TooLarge
from autograder.sandbox.wire import Codec

PATIENCE = struct.pack("ll", 0, 25_000)  # seconds, microseconds between two looks of the watch
BUFFER = 1 << 16
SOCKET_BUFFER = 1 << 22
NOTHING = memoryview(b"")
NOW_AND_THEN = 64  # messages between two looks, if they keep coming


def widen(sock: socket.socket) -> None:
    """Let a socket hold more than usual."""
    for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
        sock.setsockopt(socket.SOL_SOCKET, option, SOCKET_BUFFER)


class Channel:
    """One end of a socket pair that carries frames.

    `watch`, if given, is called whenever nothing has moved for PATIENCE; it raises to give up. Without
    one the channel blocks, as the far side does. Of a frame that announces more than `most` bytes
    nothing but the header is read.
    """

    def __init__(
        self,
        sock: socket.socket,
        codec: Codec,
        watch: Callable[[], None] | None = None,
        most: int = MAX_FRAME,
    ) -> None:
        self.sock, self.codec, self.watch, self.most = sock, codec, watch, most
        with suppress(PermissionError):  # the far side may not, and finds it done
            widen(sock)
        if watch is not None:
            for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                sock.setsockopt(socket.SOL_SOCKET, option, PATIENCE)
        self._buffer = memoryview(bytearray(BUFFER))
        self._start = self._end = 0
        self._received = 0  # messages
        self._held = bytearray()  # answers that wait until no more requests do: one message for many

    def fileno(self) -> int:
        return self.sock.fileno()

    def close(self) -> None:
        self.sock.close()

    # -- sending ----------------------------------------------------------------------------------

    def send(self, head: str, *values: Any) -> None:
        """Encode and send one frame.

        Raises:
            WireError: it cannot be sent; nothing was.
            Closed: the other side is gone.
        """
        self.send_parts(self.codec.encode(head, *values))

    def send_parts(self, parts: list[Any]) -> None:
        """Send the parts of an encoded frame; hold a small one back while more requests are here already."""
        if len(parts) == 1 and self._holds_frame() and len(self._held) < BUFFER:
            self._held += parts[0]
            return
        self._flush()
        for part in parts:
            sent = self._try_send(part)
            if sent < memoryview(part).nbytes:
                self._send_all(memoryview(part).cast("B")[sent:])

    def _flush(self) -> None:
        if self._held:
            held, self._held = self._held, bytearray()
            self._send_all(memoryview(held))

    def _holds_frame(self) -> bool:
        """Whether a whole frame is in the buffer, so that the next receive will not wait."""
        have = self._end - self._start - HEADER.size
        return have > 0 and have >= sum(HEADER.unpack_from(self._buffer, self._start))

    def _send_all(self, view: memoryview) -> None:
        while len(view):
            view = view[self._try_send(view) :]

    def _try_send(self, data: Any) -> int:
        try:
            return self.sock.send(data)
        except BlockingIOError:
            self._look()
            return 0
        except OSError as error:
            raise Closed(str(error)) from None

    # -- receiving --------------------------------------------------------------------------------

    def receive(self) -> tuple[str, list[Any]]:
        """The next frame's word and values.

        Raises:
            WireError: what came is not a frame of ours.
            TooLarge: it is larger than a frame may be.
            Closed: the other side is gone.
        """
        size, raw = HEADER.unpack(self._read(HEADER.size))
        if size > MAX_SKELETON:
            raise TooLarge(size + raw, min(MAX_SKELETON, self.most))
        if size + raw > self.most:
            raise TooLarge(size + raw, self.most)
        skeleton = self._read(size)
        return self.codec.decode(skeleton, self._read_fresh(raw) if raw else NOTHING)

    def _read(self, size: int) -> memoryview:
        """`size` bytes, valid until the next read."""
        start = self._start
        if self._end - start < size:
            if size > BUFFER:
                return self._read_fresh(size)
            start = self._fill(size)
        self._start = start + size
        return self._buffer[start : start + size]

    def _fill(self, size: int) -> int:
        """Receive until `size` bytes are in the buffer; where they begin."""
        if self._start == self._end:
            self._start = self._end = 0
        elif self._start + size > BUFFER:
            rest = bytes(self._buffer[self._start : self._end])
            self._buffer[: len(rest)] = rest
            self._start, self._end = 0, len(rest)
        while self._end - self._start < size:
            self._end += self._receive_into(self._buffer[self._end :])
            self._now_and_then_look()
        return self._start

    def _read_fresh(self, size: int) -> memoryview:
        """`size` bytes in memory of their own, which arrays may keep."""
        view = np.empty(size, np.uint8).data  # not cleared first, as a bytearray would be
        have = min(self._end - self._start, size)
        view[:have] = self._buffer[self._start : self._start + have]
        self._start += have
        while have < size:
            have += self._receive_into(view[have:])
            self._now_and_then_look()
        return view

    def _receive_into(self, view: memoryview) -> int:
        self._flush()
        while True:
            try:
                count = self.sock.recv_into(view)
            except BlockingIOError:
                self._look()
                continue
            except OSError as error:
                raise Closed(str(error)) from None
            if not count:
                raise Closed("end of stream")
            return count

    def _now_and_then_look(self) -> None:
        """Whoever always says something, a byte at a time, is looked at as well."""
        self._received += 1
        if self._received % NOW_AND_THEN == 0:
            self._look()

    def _look(self) -> None:
        if self.watch is not None:
            self.watch()

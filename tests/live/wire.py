"""A wire to PostgreSQL that breaks when it is told to: it goes silent, as a machine does whose power fails, or is cut."""

import contextlib
import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


class Wire:
    """Passes bytes on between a port of this machine and a server, in both directions."""

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.silent = threading.Event()
        """While it is set, new connections are taken and nothing is passed on; the system still acknowledges all."""
        self.sockets: list[socket.socket] = []
        self.carriers: list[threading.Thread] = []
        threading.Thread(target=self.take, daemon=True).start()

    def take(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self.listener.accept()
                self.sockets.append(near)
                carrier = threading.Thread(target=self.carry, args=[near], daemon=True)
                self.carriers.append(carrier)
                carrier.start()

    def carry(self, near: socket.socket) -> None:
        with ExitStack() as open_now, contextlib.suppress(OSError):
            open_now.enter_context(near)
            waiting = open_now.enter_context(selectors.DefaultSelector())
            waiting.register(near, selectors.EVENT_READ)
            other: dict[object, socket.socket] = {}
            while True:
                for key, _events in waiting.select():
                    data = key.fileobj.recv(65536)  # type: ignore[union-attr]
                    if not data:
                        return
                    if self.silent.is_set():
                        continue
                    if not other:
                        far = open_now.enter_context(socket.create_connection(self.server))
                        self.sockets.append(far)
                        waiting.register(far, selectors.EVENT_READ)
                        other = {near: far, far: near}
                    other[key.fileobj].sendall(data)

    def cut(self) -> None:
        """End every connection; new ones pass."""
        for each in self.sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self.sockets.clear()

    def close(self) -> None:
        self.silent.clear()
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.cut()
        for carrier in self.carriers:
            carrier.join(5)


@contextmanager
def wire_to(host: str, port: int) -> Iterator[Wire]:
    wire = Wire(host, port)
    try:
        yield wire
    finally:
        wire.close()

"""A load of keep-alive connections to a server on this machine, and the servers themselves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles

CONNECTIONS = 8
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Measure:
    """What one load saw: requests a second, milliseconds a request, bytes of one answer."""

    rate: float
    median: float
    p99: float
    size: int
    count: int = 1
    """Requests that were answered."""
    processor: float = 0.0
    """Milliseconds of the workers' processor time for each; not the database's."""


def read_answer(connection: socket.socket, buffer: bytearray) -> tuple[int, int]:
    """One answer from the connection: its status and the bytes of its body."""
    while (end := buffer.find(b"\r\n\r\n")) < 0:
        buffer += receive(connection)
    head = bytes(buffer[:end]).lower()
    del buffer[: end + 4]
    status = int(head.split(b" ", 2)[1])
    if b"content-length:" not in head:
        raise RuntimeError(f"An answer without a length: {head[:200]!r}")
    length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    while len(buffer) < length:
        buffer += receive(connection)
    del buffer[:length]
    return status, length


def receive(connection: socket.socket) -> bytes:
    data = connection.recv(1 << 18)
    if not data:
        raise RuntimeError("The server closed the connection.")
    return data


def load(
    port: int, path: str, *, seconds: float, gzip: bool = False, connections: int = CONNECTIONS
) -> Measure:
    """Ask for `path` on all connections for so long, at least once on each. Raises RuntimeError at any answer but 200."""
    encoding = "gzip" if gzip else "identity"
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: application/json\r\nAccept-Encoding: {encoding}\r\n\r\n"
    ).encode()
    times: list[float] = []
    sizes: set[int] = set()
    problems: list[BaseException] = []
    until = time.perf_counter() + seconds

    def work() -> None:
        try:
            with socket.create_connection((HOST, port)) as connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                buffer = bytearray()
                first = True
                while (started := time.perf_counter()) < until or first:
                    first = False
                    connection.sendall(request)
                    status, size = read_answer(connection, buffer)
                    if status != 200:
                        raise RuntimeError(f"{path} answered {status}")
                    times.append(time.perf_counter() - started)
                    sizes.add(size)
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work) for _ in range(connections)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise RuntimeError(str(problems[0])) from problems[0]
    cuts = quantiles(times, n=100) if len(times) > 1 else [times[0]] * 99
    return Measure(
        len(times) / (time.perf_counter() - began), cuts[49] * 1000, cuts[98] * 1000, max(sizes), len(times)
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A running gunicorn with `workers` processes."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def memory(self, figure: str = "VmHWM") -> float:
        """The largest resident size that a worker had so far (VmHWM) or has now (VmRSS), in MB (10^6 bytes)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        peaks = [
            int(line.split()[1])
            for child in children
            for line in Path(f"/proc/{child}/status").read_text().splitlines()
            if line.startswith(figure)
        ]
        return max(peaks) * 1024 / 1e6

    def processor(self) -> float:
        """Seconds of processor time that the workers took so far."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        stats = (Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in children)
        return sum(int(ticks) for stat in stats for ticks in stat[11:13]) / os.sysconf("SC_CLK_TCK")

    def load(self, path: str, *, seconds: float, gzip: bool = False) -> Measure:
        """`load` with the processor time that it took."""
        before = self.processor()
        measure = load(self.port, path, seconds=seconds, gzip=gzip)
        return replace(measure, processor=(self.processor() - before) / measure.count * 1000)


@contextmanager
def server(name: str, app: str, *, workers: int = 1, **environment: str) -> Iterator[Server]:
    """gunicorn with threads that keep their database connections, on a free port, until the block ends."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", app, "--bind", f"{HOST}:{port}", "--workers", str(workers),
        "--worker-class", "gthread", "--threads", str(CONNECTIONS), "--keep-alive", "75", "--log-level", "warning",
        "--max-requests", "0",  # a worker that begins anew (gunicorn.conf.py) closes connections while it is measured
    ]  # fmt: skip
    process = subprocess.Popen(command, env=os.environ | environment)
    try:
        wait_for(port, process)
        yield Server(name, port, process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(port: int, process: subprocess.Popen[bytes], patience: float = 30) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not start; its message is above.")

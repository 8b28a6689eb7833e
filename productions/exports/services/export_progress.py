"""How far an export is: frames, time left, and the digest of what was written; the row hears of it, but not too often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

Clock = Callable[[], datetime]

REPORT_EVERY = timedelta(seconds=1)
"""How often a worker asks its row whether it is still wanted; a cancelled film stops within it."""

PIECE_BYTES = 1 << 24
"""Bytes that are read between two questions whether the export is still wanted."""


@dataclass(frozen=True, slots=True)
class FrameProgress:
    """Frames of a film that are written, of how many, and the seconds that the rest will take."""

    done: int
    total: int
    seconds_left: int | None

    def columns(self) -> dict[str, int | None]:
        return {"frames_done": self.done, "frames": self.total, "seconds_left": self.seconds_left}


Tell = Callable[[FrameProgress], None]
"""Hears of every frame: a bar on a terminal."""


def tell_nobody(frames: FrameProgress) -> None:
    """For callers that do not look."""


Stopping = Callable[[], bool]
"""Whether the worker is to end."""


def never_stopping() -> bool:
    """For callers that are no workers."""
    return False


class WorkerStops(Exception):
    """The worker is to end: hand the job back."""


class ProgressReporter:
    """What a writer calls as often as it likes: `store` is called when a percent is done, and once a second.

    `store` takes `share` and `frames`, and raises LeaseLost where the export is wanted no more. Each call raises WorkerStops
    once `stopping` says so.
    """

    def __init__(
        self,
        store: Callable[..., None],
        clock: Clock,
        tell: Tell = tell_nobody,
        stopping: Stopping = never_stopping,
    ) -> None:
        self.store, self.clock, self.tell, self.stopping = store, clock, tell, stopping
        self.shown: tuple[int, datetime] | None = None
        self.begun: tuple[int, datetime] | None = None
        self.last = 0.0
        self.frames: FrameProgress | None = None

    def count(self, done: int, total: int) -> None:
        """So many frames of a film are written; the time left is what they took, times what is left."""
        now = self.clock()
        if self.begun is None:
            self.begun = done, now
        counted, passed = done - self.begun[0], (now - self.begun[1]).total_seconds()
        left = round(passed / counted * (total - done)) if counted else None
        self.frames = FrameProgress(done, total, left)
        self.tell(self.frames)

    def share(self, share: float) -> None:
        """So much of the whole is done, 0.0 to 1.0."""
        if self.stopping():
            raise WorkerStops
        now, percent = self.clock(), round(share * 100)
        self.last = share
        if self.shown is None or percent != self.shown[0] or now - self.shown[1] >= REPORT_EVERY:
            self.store(share=share, frames=self.frames)
            self.shown = percent, now

    def digest_of(self, path: Path) -> str:
        """SHA-256 in hexadecimal of a file of any size, asking meanwhile."""
        found: Any = sha256()
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                found.update(piece)
                self.share(self.last)
        return str(found.hexdigest())

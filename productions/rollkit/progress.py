"""How a long job says how far it is."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called with the share that is done, 0.0 to 1.0; may raise to stop the work."""


FrameProgress = Callable[[int, int], None]
"""Called with the frames of a film that are done, and how many it has."""


def ignore_count(done: int, frames: int) -> None:
    """For callers that do not ask."""


def ignore_progress(share: float) -> None:
    """For callers that do not ask."""

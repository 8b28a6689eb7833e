"""Work done ahead in threads: a lane makes its things in order and holds a few that nobody has taken yet."""

from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Thread
from typing import Any, Generic, TypeVar

T = TypeVar("T")

CLOSE_POLL_SECONDS = 0.01
"""How long a lane that is closed waits between two looks at its thread."""


@dataclass(frozen=True, slots=True)
class EndOfWork:
    """A lane has no more things: they are all made, or making one raised `error`."""

    error: BaseException | None = None


class WorkerThread(Generic[T]):
    """An iterator over the things that a generator makes in a thread of its own, at most `ahead` before they are taken.

    What making one raises is raised where it would have been taken. `close` stops it after the thing in hand, closes the generator
    and comes back when the thread is gone.
    """

    def __init__(self, things: Generator[T, Any, Any], ahead: int) -> None:
        self.things = things
        self.made: Queue[T | EndOfWork] = Queue(ahead)
        self.wanted = True
        self.thread = Thread(target=self.make)
        self.thread.start()

    def make(self) -> None:
        try:
            with closing(self.things):
                for thing in self.things:
                    self.made.put(thing)
                    if not self.wanted:
                        return
        except BaseException as error:
            self.made.put(EndOfWork(error))
        else:
            self.made.put(EndOfWork())

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        found = self.made.get()
        if not isinstance(found, EndOfWork):
            return found
        raise found.error or StopIteration

    def close(self) -> None:
        self.wanted = False
        while self.thread.is_alive():
            with suppress(Empty):
                self.made.get(timeout=CLOSE_POLL_SECONDS)
        self.thread.join()

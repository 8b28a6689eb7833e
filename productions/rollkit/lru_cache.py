"""Values that are made again when nobody keeps them: those that were asked for last, within a bound."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LruCache(Generic[K, V]):
    """Up to `most` in all, by what `size` says of each, and always the last one; safe to use from several threads."""

    def __init__(self, most: int, size: Callable[[V], int]) -> None:
        self.most, self.size = most, size
        self.lock = threading.Lock()
        self.values: OrderedDict[K, V] = OrderedDict()
        self.total = 0

    def get(self, key: K) -> V | None:
        with self.lock:
            if key in self.values:
                self.values.move_to_end(key)
            return self.values.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep it, and let go of the oldest of what is too much."""
        with self.lock:
            if key in self.values:
                self.total -= self.size(self.values.pop(key))
            self.values[key] = value
            self.total += self.size(value)
            while len(self.values) > 1 and self.total > self.most:
                self.total -= self.size(self.values.popitem(last=False)[1])

    def newest(self) -> list[V]:
        """All of them, the last one first."""
        with self.lock:
            return [*reversed(self.values.values())]

    def clear(self) -> None:
        with self.lock:
            self.values.clear()
            self.total = 0

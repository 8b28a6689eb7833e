"""A hand at the keyboard and the mouse of a real browser, which counts what it does and what the site is asked for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page, Response

KEY_SECONDS = 0.28
POINT_SECONDS = 1.1
PRESS_SECONDS = 0.2
REACH_SECONDS = 0.4
THINK_SECONDS = 1.35
"""The keystroke-level model: a key of somebody who types 40 words a minute, pointing, pressing and letting go of a button, a hand that goes
from the keys to the mouse or back, and a decision. S. K. Card, T. P. Moran, A. Newell, "The Keystroke-Level Model for User Performance Time
with Interactive Systems", Communications of the ACM 23 (1980)."""
STATIC = "/static/"


@dataclass
class Count:
    """What one way of entering took. `seconds` are those of the server, to the first byte of each answer."""

    credits: int = 0
    keys: int = 0
    clicks: int = 0
    thoughts: int = 0
    """Decisions: which person, which cells, which button."""
    requests: int = 0
    seconds: float = 0.0

    @property
    def estimate(self) -> float:
        """Seconds that a person needs, waiting not counted."""
        by_mouse = self.clicks * (POINT_SECONDS + PRESS_SECONDS + 2 * REACH_SECONDS)
        return self.keys * KEY_SECONDS + by_mouse + self.thoughts * THINK_SECONDS


@dataclass
class Hand:
    """Types and clicks on one page, and counts."""

    page: Page
    count: Count = field(default_factory=Count)

    def __post_init__(self) -> None:
        self.page.on("response", self.count_response)

    def count_response(self, response: Response) -> None:
        if STATIC in response.url or not response.url.startswith("http"):
            return
        self.count.requests += 1
        timing = response.request.timing
        self.count.seconds += max(timing["responseStart"] - timing["requestStart"], 0) / 1000

    def press(self, keys: str, times: int = 1) -> None:
        """A key, or several held together (`Control+d`), which count as one each."""
        for _time in range(times):
            self.page.keyboard.press(keys)
        self.count.keys += times * len(keys.split("+"))

    def write(self, text: str) -> None:
        """Letters as they are struck, no input method."""
        self.page.keyboard.type(text)
        self.count.keys += len(text)

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.count.clicks += 1

    def think(self) -> None:
        self.count.thoughts += 1

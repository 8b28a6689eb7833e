"""One fact that an ending says, and where it goes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Roll:
    """Which roll of the ending's production prints a fact: that of an episode (empty: the first), or of the whole series."""

    episode: str = ""
    whole: bool = False
    edition: str | None = None
    """None: the ending's own."""


@dataclass(frozen=True)
class Fact:
    """What one line of an ending says. `asked`, `finds` and what is printed are held against the ending."""

    number: int
    what: str
    says: str
    """The ending, as written."""
    ending: str
    recorded: str
    asked: str
    """An address of the API after `/api/v1/`, with names where uids go: `{production}`, `{contributor[髙橋 美咲]}`."""
    finds: tuple[str, ...] = ()
    """Texts of one row of the answer, all of them; of a sequence of rows, one each, where `in_order`."""
    ja: tuple[str, ...] = ()
    """Lines of the Japanese roll, in this order, single spaces between their columns."""
    en: tuple[str, ...] = ()
    unprinted: str = ""
    """Why a roll does not print it, where it does not."""
    rows: int | None = None
    """How many rows the answer has; None: as many as there are."""
    in_order: bool = False
    not_found: str = ""
    """What the answer must not hold."""
    not_printed: str = ""
    """What the roll must not hold."""
    roll: Roll = Roll()

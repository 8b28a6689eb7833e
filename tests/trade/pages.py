"""The tables of docs/trade.md, written from the facts."""

import re
from pathlib import Path

from tests.trade.fact import Fact, Roll
from tests.trade.facts import SECTIONS

PAGE = Path(__file__).parents[2] / "docs" / "trade.md"
BEGIN, END = "<!-- facts -->\n", "<!-- /facts -->\n"
HEAD = ("No.", "The ending says", "Recorded as", "Ask for it", "Printed")


def write_tables() -> str:
    """A heading and a table for each section."""
    return "\n".join(
        f"### {section}\n\n{write_row(HEAD)}{write_row(['---'] * len(HEAD))}"
        + "".join(write_row(list_cells(fact)) for fact in facts)
        for section, facts in SECTIONS.items()
    )


def list_cells(fact: Fact) -> list[str]:
    asked = re.sub(r"\{([a-z]+)(?:_of)?\[[^]]*\]\}", r"{\1}", fact.asked)
    return [
        str(fact.number), f"{fact.what}:<br>{fact.says}", fact.recorded, f"`{asked}`", tell_printed(fact)
    ]  # fmt: skip


def tell_printed(fact: Fact) -> str:
    """The lines of both rolls, once where they are the same, without the marks of a text file; or why there are none."""
    if fact.unprinted:
        return f"no: {fact.unprinted}"
    rolls = dict.fromkeys(" / ".join(line.strip("-= ") for line in lines) for lines in (fact.ja, fact.en))
    return tell_roll(fact.roll) + "<br>".join(rolls)


def tell_roll(roll: Roll) -> str:
    """Which roll it is, where it is not the ending's own."""
    if roll.whole:
        return "In the roll of the series: "
    if roll.episode:
        return f"In the roll of episode {roll.episode}: "
    return f"In the roll of the edition `{roll.edition}`: " if roll.edition else ""


def write_row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |\n"


def replace_tables(page: str) -> str:
    """The page with the tables of today between its marks."""
    before, _begin, rest = page.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n{write_tables()}\n{END}{after}"

"""The tables of docs/trade.md, written from the facts."""

import re
from pathlib import Path

from tests.trade.fact import Fact
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
    asked = re.sub(r"\{(\w+)\[[^]]*\]\}", r"{\1}", fact.asked)
    printed = "<br>".join((" / ".join(fact.ja), " / ".join(fact.en))) if fact.ja else f"no: {fact.unprinted}"
    return [str(fact.number), f"{fact.what}:<br>{fact.says}", fact.recorded, f"`{asked}`", printed]


def write_row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |\n"


def replace_tables(page: str) -> str:
    """The page with the tables of today between its marks."""
    before, _begin, rest = page.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n{write_tables()}\n{END}{after}"

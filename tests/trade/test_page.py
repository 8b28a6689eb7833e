"""docs/trade.md has exactly the facts that the endings are held against."""

from tests.trade.facts import FACTS
from tests.trade.pages import HEAD, PAGE, list_cells, replace_tables, write_row


def test_the_page_has_exactly_these_facts():
    page = PAGE.read_text(encoding="utf-8")
    assert page == replace_tables(page), "Run `python -m tests.trade --docs`."
    rows = [line + "\n" for line in page.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert rows == [write_row(list_cells(fact)) for fact in FACTS]


def test_a_cell_has_no_bar_of_its_own():
    for fact in FACTS:
        assert write_row(list_cells(fact)).count("|") == len(HEAD) + 1, fact

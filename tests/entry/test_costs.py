"""What the sheet costs in queries: as many for one row as for thirty."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts, relate_cuts

MAX_LOADING_QUERIES = 12
MANY_ROWS_QUERIES = 4
"""SQLite numbers many rows of a table by two statements more than few; each kind of row is written once."""


def fill(sheet, cuts, start, end):
    """Thirty cells or one: known and new names, companies, several in a cell."""
    return [
        {"cut": str(cuts[number].uid), "role": "layout", "revision": "", "text": f"例田 {number}、試山 {number}（スタジオ{number}）"}
        for number in list(cuts)[start:end]
    ]  # fmt: skip


@pytest.fixture
def many(production, episode, cuts, now):
    rows = [{"number": f"C{number:03}"} for number in range(6, 101)]
    added = add_cuts(production, rows, episode=episode, by=None, now=now)
    return cuts | {cut.number: cut for cut in added}


def count(ask):
    with CaptureQueriesContext(connection) as seen:
        answer = ask()
    assert answer.status_code in (200, 201), answer.content
    return len(seen), answer


def test_loading_costs_the_same_for_one_row_and_thirty(sheet, many, now):
    sheet.patch(*fill(sheet, many, 0, 1))
    relate_cuts(from_cut=many["C090"], to_cut=many["C001"], kind="shared", by=None, now=now)
    one, _answer = count(sheet.get)
    sheet.patch(*fill(sheet, many, 1, 30))
    for number in range(60, 89):
        relate_cuts(from_cut=many[f"C{number:03}"], to_cut=many["C002"], kind="bank", by=None, now=now)
    thirty, answer = count(sheet.get)
    assert len(answer.json()["cells"]) == 30
    assert one == thirty <= MAX_LOADING_QUERIES


def rewrite(sheet, start, end, text):
    """The cells of a slice, each with another text, as somebody who has seen them writes it."""
    cells = list(sheet.cells().values())[start:end]
    return [
        {"cut": cell["cut"], "role": cell["role"], "revision": cell["revision"], "text": text(cell["text"])}
        for cell in cells
    ]


REWRITTEN = {
    "other names": lambda text: text.replace("例田", "見本"),
    "one more": lambda text: f"{text}、追加 {text[3:7]}",
    "emptied": lambda text: "",
    "turned": lambda text: "、".join(reversed(text.split("、"))),
    "one fewer, with a company": lambda text: text.split("、")[0] + f"（会社{text[3:7]}）",
    "nobody": lambda text: "未定",
}


@pytest.mark.parametrize("rewriting", REWRITTEN)
def test_saving_costs_the_same_for_one_cell_and_thirty(sheet, many, rewriting):
    sheet.patch(*fill(sheet, many, 0, 31))
    first = rewrite(sheet, 0, 1, REWRITTEN[rewriting])
    one, answer = count(lambda: sheet.patch(*first))
    assert [cell["status"] for cell in answer.json()["cells"]] == ["saved"]
    rest = rewrite(sheet, -30, None, REWRITTEN[rewriting])
    thirty, answer = count(lambda: sheet.patch(*rest))
    assert {cell["status"] for cell in answer.json()["cells"]} == {"saved"}
    assert thirty <= one + MANY_ROWS_QUERIES


@pytest.mark.parametrize("text", [None, "某\0氏", "スタッフ 一同", "x" * 300])
def test_new_cells_good_or_bad_cost_the_same_for_one_and_thirty(sheet, many, text):
    def write(start, end):
        changes = fill(sheet, many, start, end)
        return sheet.patch(*({**change, "text": text} if text else change for change in changes))

    write(50, 51)
    one, first = count(lambda: write(0, 1))
    thirty, others = count(lambda: write(1, 31))
    statuses = {cell["status"] for answer in (first, others) for cell in answer.json()["cells"]}
    assert len(statuses) == 1
    assert thirty <= one + MANY_ROWS_QUERIES


def test_names_news_and_cuts_cost_the_same_for_one_and_thirty(sheet, many):
    marker, visitor = sheet.get().json()["marker"], str(uuid4())

    def ask_news():
        return sheet.send("news", {"after": marker, "visitor": visitor, "cut": None, "role": None})

    ask_news()
    sheet.patch(*fill(sheet, many, 0, 1))
    ones = [count(lambda: sheet.get("names", q="例田", role="layout"))[0], count(ask_news)[0]]
    ones.append(count(lambda: sheet.send("cuts", {"numbers": "C200"}))[0])
    marker = sheet.get().json()["marker"]
    sheet.patch(*fill(sheet, many, 1, 31))
    thirty = [count(lambda: sheet.get("names", q="例田", role="layout"))[0], count(ask_news)[0]]
    thirty.append(count(lambda: sheet.send("cuts", {"numbers": "C201-C230"}))[0])
    assert all(many <= one + MANY_ROWS_QUERIES for one, many in zip(ones, thirty, strict=True)), (
        ones,
        thirty,
    )

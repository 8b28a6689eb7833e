"""A grid that has not as many columns as its template asks for says so, once for a block."""

from productions.rollkit.texts.review_notes import list_review_notes
from productions.rollkit.texts.side_notes import FewerAcross
from tests.roll.letters import build
from tests.roll.samples import BACKGROUND, KEY, credit
from tests.roll.test_templates import roll

LONG = "アレクサンドラ・コンスタンチノヴナ"


def set_grid(*names, columns=6, fill="rows", **values):
    document = roll(
        *(credit(str(n), KEY, f"{name}{n}", sort_key=f"{n:02}") for n, name in enumerate(names)),
        *(credit(f"b{n}", BACKGROUND, f"{name}{n}", sort_key=f"{n:02}") for n, name in enumerate(names)),
    )
    block = {"holds": "rest", "form": "grid", "columns": columns, "fill": fill}
    return document, build(document, blocks=[block], **values)


def test_fewer_columns_for_want_of_room_are_told_once():
    for fill in ("rows", "columns"):
        document, found = set_grid(*[LONG] * 12, fill=fill)
        across = len({cell["x"] for cell in found.pages[0]["cells"] if LONG in cell["text"]})
        assert across == 2
        assert found.fewer == (FewerAcross("原画", 6, 2),)
        assert list_review_notes(document, lang="ja", fewer=found.fewer) == (
            "「原画」：6列では幅が足りないため、2列にしました。",
        )


def test_fewer_names_than_columns_are_nothing_to_tell():
    assert set_grid("林", "森", "原")[1].fewer == ()


def test_columns_that_are_balanced_are_nothing_to_tell():
    """Five names in four columns stand in rows of three and two."""
    assert set_grid("林", "森", "原", "岡", "丘", columns=4)[1].fewer == ()

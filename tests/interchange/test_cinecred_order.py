"""The order of a roll goes out in a sheet of Cinecred and comes back, departments and roles that repeat too (H17)."""

from io import BytesIO

import pytest

from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.billing import order_credits
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Credit
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.writers import as_cinecred

SHEET = """役職,名前,所属,役職表記
原画,見本 一,,
監督,見本 二,,
原画,見本 三,,作画協力
背景,見本 四,見本美術社,
動画,見本 五,見本動画社,
動画,見本 六,架空動画社,
原画,見本 七,,
監督,見本 八,,
音楽,見本 九,,
"""


def write_cinecred(production, lang, episode=None):
    out = BytesIO()
    document = build_working_document(production=production, episode=episode, edition="")
    as_cinecred.write(document, out, lang=lang)
    return out.getvalue()


def read_back(data, now):
    """The sheet in a production of its own."""
    other = create_production(title="Again", kind="film", by=None, now=now)
    import_credit_sheet(other, data, filename="cinecred.csv", by=None, now=now)
    return other


def printed(production, episode=None):
    """Department, role, heading and name of each line, as the roll has them."""
    document = build_working_document(production=production, episode=episode, edition="")
    return [
        (department.code, block.role, block.heading, line.name)
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_h17_the_order_of_a_sheet_goes_out_and_comes_back(production, now, lang):
    import_credit_sheet(production, SHEET.encode(), filename="sheet.csv", by=None, now=now)
    given = printed(production)
    assert [name for *_about, name in given] == [f"見本 {number}" for number in "一二三四五六七八九"]
    assert [department for department, *_about in given].count("animation") == 5

    sheet = write_cinecred(production, lang)
    again = read_back(sheet, now)
    assert printed(again) == given
    assert write_cinecred(again, lang).splitlines()[2:] == sheet.splitlines()[2:]  # without the title


def test_h17_an_order_by_hand_goes_out_and_comes_back(production, now):
    add_episode(production, number="1", by=None, now=now)
    rows = SHEET.replace("\n", "\n1,").replace("役職,", "話数,役職,", 1).removesuffix("1,")
    import_credit_sheet(production, rows.encode(), filename="sheet.csv", by=None, now=now)
    episode = production.episodes.get()
    credits = list(Credit.objects.filter(production=production).order_by("pk"))
    order_credits(production, episode=episode, credits=[*credits[5:], *credits[:5]], by=None, now=now)

    given = printed(production, episode)
    assert [name[-1] for *_about, name in given] == list("六七八九一二三四五")
    assert printed(read_back(write_cinecred(production, "ja", episode), now)) == given

"""A corrected roll prints what changed, by person, wherever it is read; on the screen, which shows the roll itself, only where a template asks."""

from dataclasses import replace
from html import unescape

import pytest

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.errata import ERRATUM_KINDS, NameWishes, list_errata
from productions.rollkit.document.work import Issue
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.rollkit.template.validation import parse_template
from productions.rollkit.texts import roll_texts
from tests.roll.reading import text_of
from tests.roll.samples import DIRECTOR, FIRST, KEY, WORK, credit

READ = ("pdf", "html", "txt", "xlsx", "cinecred", "sheet")
SENTENCES = {
    "en": (
        "Added: 見本 三 (Key animation)", "Removed: 見本 一 (Key animation)",
        "Renamed: 見本 二 → 改名 二 (Key animation)", "Now credited: 見本 四 (Director, Key animation)",
        "One name withheld at the person's own wish (Key animation)",
    ),
    "ja": (
        "追加：見本 三（原画）", "削除：見本 一（原画）", "表記変更：見本 二 → 改名 二（原画）",
        "役職変更：見本 四（監督、原画）", "本人の希望により氏名1件を非公表（原画）",
    ),
}  # fmt: skip


def rolls():
    """An issue, and the next one with one change of each kind."""
    leaves, renamed, moved, quiet = (
        credit(str(n), KEY, f"見本 {name}") for n, name in ((1, "一"), (2, "二"), (4, "四"), (6, "六"))
    )
    before = compose_document(WORK, FIRST, [leaves, renamed, moved, quiet], cuts_total=0, complete=False)
    credits = [
        replace(renamed, credited_as="改名 二"), credit("3", KEY, "見本 三"), moved,
        replace(moved, uid="5", role=DIRECTOR), credit("6", KEY, absence_reason="withheld_by_contributor"),
    ]  # fmt: skip
    wishes = NameWishes(withheld=frozenset({quiet.contributor}), former_told=frozenset({renamed.contributor}))
    second = Issue(2, "2026-02-02T03:04:05+00:00", "Approver", before.digest, None, ())
    after = compose_document(WORK, second, credits, cuts_total=0, complete=False)
    return before, replace(after, issue=replace(second, errata=list_errata(before, after, wishes)))


def test_there_is_one_change_of_each_kind():
    _before, after = rolls()
    assert sorted(entry.kind for entry in after.issue.errata) == sorted(ERRATUM_KINDS)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", READ)
def test_what_is_read_prints_the_corrections(name, lang):
    text = unescape(text_of(name, rolls()[1], lang))
    squeezed = " ".join(text.split())
    assert [sentence for sentence in SENTENCES[lang] if sentence not in squeezed] == []


@pytest.mark.parametrize("name", ["screen", "ttml"])
def test_the_screen_shows_the_roll_alone(name):
    assert not any(sentence in text_of(name, rolls()[1]) for sentence in SENTENCES["ja"])


def test_a_first_issue_prints_none():
    assert "前版からの訂正" not in text_of("txt", rolls()[0])


def rows_of(document, blocks, lang="en"):
    template = parse_template({**FILM_ROLL.to_dict(), "name": "corrected", "blocks": blocks})
    parts = lay_out_parts(document, lang=lang, template=template)
    return [row.cells[0].text for part in parts for row in part.rows if row.cells], parts


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_template_with_a_place_for_corrections_shows_them_there(lang):
    before, after = rolls()
    heading = roll_texts.format_errata_heading(lang)

    texts, parts = rows_of(after, [{"holds": "rest"}, {"holds": "errata"}, {"holds": "remark"}], lang)
    assert sorted(texts[texts.index(heading) + 1 :]) == sorted(SENTENCES[lang])
    assert heading in [part.section for part in parts]
    assert heading not in rows_of(before, [{"holds": "rest"}, {"holds": "errata"}], lang)[0]
    assert heading not in rows_of(after, [{"holds": "rest"}], lang)[0]
    own, _parts = rows_of(
        after, [{"holds": "errata", "heading": {"en": "Corrected", "ja": "Corrected"}}], lang
    )
    assert "Corrected" in own

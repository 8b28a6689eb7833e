"""What a plan enters: every kind of cell, at which cost, and what its undo leaves."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from xlsxwriter import Workbook

from productions.catalogue.services.productions import add_episode
from productions.credits.services.credits import confirm_credits, update_credit
from productions.imports.services.entering import enter_file
from productions.imports.services.planning import plan_file, read_import_file
from productions.imports.services.undoing import undo_import
from productions.interchange.sheets.credit_row import ReadingOptions
from productions.models import (
    Character,
    Contributor,
    ContributorName,
    Credit,
    ImportBatch,
    ImportRow,
    JointLine,
    Segment,
    Song,
)
from productions.people.services.contributors import create_contributor
from productions.segments.services import create_segment
from productions.shared.choices import AbsenceReason
from productions.withholding.services.withholding import record_wish
from tests.domain.planned_sheets import FIRST, enter, groups, list_names, plan, read

pytestmark = pytest.mark.django_db


def test_a_reading_a_segment_a_note_and_a_joint_line_are_entered(production, now):
    create_segment(production, kind="opening", by=None, now=now)
    text = (
        "役職,名前,よみ,セグメント,備考,連名,根拠,根拠の日付\n"
        "絵コンテ,渡例 三,わたれい さん,オープニング,急ぎ,,発注書,2026/4/1\n"
        "絵コンテ,阿例 二,,オープニング,,・,,\n"
    )
    enter(production, text, now)
    one, two = Credit.objects.order_by("pk")
    assert (one.segment, two.segment) == (Segment.objects.get(), Segment.objects.get())
    assert (one.evidence_note, one.evidence_kind, str(one.evidence_on)) == ("急ぎ", "order", "2026-04-01")
    assert one.joint_line == two.joint_line == JointLine.objects.get(joiner="・")
    assert ContributorName.objects.get(script="kana").text == "わたれい さん"
    assert one.contributor.sort_key == "わたれい さん"


def test_several_in_one_cell_are_several_credits_or_one_name_for_whoever_says_so(production, now):
    text = "役職,名前\n原画,試山 験太、例田 花\n"
    shown = plan(production, text)
    assert (shown.is_ready, groups(shown)) == (True, [("new", 2, "試山 験太"), ("new", 2, "例田 花")])
    enter(production, text, now, answers={"split": "whole"})
    assert list_names() == ["試山 験太、例田 花"]


def test_a_known_name_with_a_mark_inside_stays_one(production, now):
    create_contributor(name="藤例／F／不二", by=None, now=now)
    assert groups(plan(production, "役職,名前\n原画,藤例／F／不二\n")) == [("new", 2, "藤例／F／不二")]


def test_a_company_credited_for_work_without_a_count_says_that_it_is_not_stated(production, now):
    shown, _batch = enter(production, "役職,名前\n背景,株式会社例背景\n協力,株式会社例\n", now)
    found = Credit.objects.order_by("pk").values_list("kind", "absence_reason")
    assert list(found) == [("organization", "not_stated"), ("organization", "")]
    assert [note.line for note in shown.notes if note.column == "headcount"] == [2]
    assert [choice.proposed for choice in shown.choices] == ["organization", "organization"]


def test_who_is_known_as_one_kind_is_that(production, now):
    create_contributor(name="例組", kind="organization", by=None, now=now)
    create_contributor(name="スタジオ 花", kind="person", by=None, now=now)
    shown = plan(production, "役職,名前\n背景,例組\n背景,スタジオ 花\n")
    assert [one.values["kind"] for one in shown.credits] == ["organization", "person"]


def test_an_undo_leaves_what_was_changed_since_and_what_others_use(production, now, later):
    text = "役職,役名,名前,曲名,曲の種別\n声の出演,村長,渡例 三,,\n作詞,,阿例 二,手紙,挿入歌\n"
    _plan, batch = enter(production, text, now)
    update_credit(Credit.objects.get(credited_as="渡例 三"), printed_as="渡", by=None, now=later)
    undone = undo_import(batch, by=None, now=later, reason="no")
    assert (undone.removed, len(undone.left)) == (1, 1)
    assert list_names() == ["渡例 三"]
    assert (Song.objects.live().count(), Character.objects.live().count()) == (0, 1)
    assert list(Contributor.objects.live().values_list("name", flat=True)) == ["渡例 三"]


def test_confirmed_credits_are_taken_back_by_the_operator(production, now, later):
    _plan, batch = enter(production, FIRST, now)
    confirm_credits(Credit.objects.all(), by=None, now=later)
    assert undo_import(batch, by=None, now=later, reason="no").removed == 3


@pytest.mark.parametrize("verb", ["enter", "undo"])
def test_an_import_costs_the_same_queries_for_1_and_30_rows(production, now, later, verb):
    counts = []
    enter(production, "役職,名前\n原画,零例 零\n", now)
    add_episode(production, number="1", by=None, now=now)
    for count in (12, 60):
        text = "役職,名前\n" + "".join(f"動画,例田 {count}の{n}\n" for n in range(count))
        file = read(production, text)
        with CaptureQueriesContext(connection) as entering:
            _plan, batch = enter_file(production, file, by=None, now=now)
        Contributor.objects.update(sort_key="x")
        batch.made = {}
        batch.save(update_fields=["made"])
        with CaptureQueriesContext(connection) as undoing:
            undo_import(batch, by=None, now=later, reason="no")
        counts.append(len(entering if verb == "enter" else undoing))
    assert counts[0] == counts[1]


def test_changing_costs_the_same_queries_for_any_number_of_rows(production, now, later):
    counts = []
    for count in (12, 60):
        names = [f"例田 {count}の{n}" for n in range(count)]
        enter(production, "役職,名前,画面表記\n" + "".join(f"動画,{name},\n" for name in names), now)
        file = read(
            production, "役職,名前,画面表記\n" + "".join(f"動画,{name},（{name}）\n" for name in names)
        )
        with CaptureQueriesContext(connection) as changing:
            shown, _batch = enter_file(production, file, by=None, now=later)
        assert shown.count_groups()["changed"] == count
        counts.append(len(changing))
    assert counts[0] == counts[1]
    assert Credit.objects.filter(printed_as__startswith="（").count() == 72


def test_h16_an_import_keeps_no_name_that_is_withheld(production, now, later):
    person = create_contributor(name="秘例 匿子", by=None, now=now)
    record_wish(person, production=production, statement="No.", stated_on=now.date(), by=None, now=now)
    text = "役職,役名,名前,備考\n声の出演,村長,秘例 匿子 様,秘例 匿子 から聞いた\n原画,,渡例 三,\n"
    for _ in range(2):
        enter(production, text, later)
    held = Credit.objects.get(absence_reason=AbsenceReason.WITHHELD_BY_CONTRIBUTOR)
    assert (held.credited_as, held.evidence_note, Credit.objects.count()) == ("", "", 2)
    said = [
        *ImportRow.objects.values_list("text", "message"),
        *ImportBatch.objects.values_list("answers", "made"),
    ]
    assert "秘例" not in str(said)


def test_one_sheet_an_episode_is_entered_together_and_a_problem_stays_in_its_sheet(production, now):
    for number in ("1", "2"):
        add_episode(production, number=number, by=None, now=now)
    book = BytesIO()
    with Workbook(book) as workbook:
        for title, cut in (("第1話", ""), ("第2話", "99")):
            sheet = workbook.add_worksheet(title)
            for row, cells in enumerate([("役職", "カット", "名前"), ("原画", cut, "渡例 三")]):
                sheet.write_row(row, 0, cells)
    options = ReadingOptions(worksheets=("*",))
    file = read_import_file(production, book.getvalue(), filename="a.xlsx", by=None, options=options)
    shown = plan_file(production, file, by=None).plan
    assert [(problem.worksheet, problem.line) for problem in shown.problems] == [("第2話", 2)]
    enter_file(production, file, by=None, now=now, accepted=shown.digest)
    assert [(credit.episode.number, credit.credited_as) for credit in Credit.objects.all()] == [
        ("1", "渡例 三")
    ]


def test_what_is_said_of_one_person_is_left_out_of_a_line_that_names_several(production, now):
    text = "役職,名前,クレジット名,よみ\n原画,試山 験太、例田 花,けんた,けんた\n動画,試山 験太,けんた,ためしやま けんた\n"
    shown, _batch = enter(production, text, now)
    assert list_names() == ["試山 験太", "例田 花", "けんた"]
    assert [(note.line, note.column) for note in shown.notes if "several people" in str(note)] == [
        (2, "credited_as"),
        (2, "reading"),
    ]

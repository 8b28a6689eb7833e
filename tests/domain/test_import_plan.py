"""A file's plan: what is new, changed, same and gone, what is left to choose, and the batch that is entered and taken back."""

import json
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from xlsxwriter import Workbook

from productions.catalogue.services.productions import add_episode
from productions.credits.services.credits import confirm_credits, update_credit
from productions.imports.services.entering import SheetRefused, enter_file
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
from productions.shared.refusals import Refusal, Stale
from productions.withholding.services.withholding import record_wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(now):
    return now + timedelta(hours=1)


FIRST = "役職,名前\n原画,渡例 三\n原画,阿例 二\n原画,中例 一\n"
SECOND = "役職,名前\n原画,渡例 三\n原画,阿例 二\n原画,新例 四\n"


def read(production, text):
    return read_import_file(production, text.encode(), filename="sheet.csv", by=None)


def plan(production, text, answers=None):
    return plan_file(production, read(production, text), by=None, answers=answers).plan


def enter(production, text, now, answers=None, accepted=None):
    return enter_file(
        production, read(production, text), by=None, now=now, answers=answers, accepted=accepted
    )


def list_names():
    return list(Credit.objects.current().order_by("pk").values_list("credited_as", flat=True))


def groups(shown):
    return [
        (one.group, one.line, one.values.get("credited_as", "") or one.credit.credited_as)
        for one in shown.credits
    ]


def test_a_second_upload_is_an_update(production, now, later):
    enter(production, FIRST, now)
    again = plan(production, SECOND)
    assert groups(again) == [
        ("same", 2, "渡例 三"),
        ("same", 3, "阿例 二"),
        ("new", 4, "新例 四"),
        ("gone", 0, "中例 一"),
    ]
    assert again.is_ready
    _plan, batch = enter(production, SECOND, later)
    assert list_names() == ["渡例 三", "阿例 二", "中例 一", "新例 四"]
    undo_import(batch, by=None, now=later, reason="the wrong file")
    assert list_names() == ["渡例 三", "阿例 二", "中例 一"]
    assert not Contributor.objects.live().filter(name="新例 四").exists()


def test_what_is_gone_is_removed_for_whoever_says_so_and_comes_back(production, now, later):
    enter(production, FIRST, now)
    _plan, batch = enter(production, SECOND, later, answers={"gone": "remove"})
    assert list_names() == ["渡例 三", "阿例 二", "新例 四"]
    undone = undo_import(batch, by=None, now=later, reason="too soon")
    assert (undone.removed, undone.restored, undone.left) == (1, 1, [])
    assert list_names() == ["渡例 三", "阿例 二", "中例 一"]
    with pytest.raises(Refusal, match="taken back already"):
        undo_import(batch, by=None, now=later, reason="again")


def test_a_changed_row_changes_its_credit_and_the_undo_changes_it_back(production, now, later):
    enter(production, "役職,名前,所属\n原画,渡例 三,\n原画,阿例 二,甲社\n", now)
    text = "役職,名前,所属,画面表記\n原画,渡例 三,乙社,渡 例三\n原画,阿例 二,甲社,\n"
    shown = plan(production, text)
    assert [(one.group, [tuple(map(str, each)) for each in one.differences]) for one in shown.credits] == [
        ("changed", [("printed_as", "", "渡 例三"), ("affiliation", "None", "乙社")]),
        ("same", []),
    ]
    _plan, batch = enter(production, text, later)
    credit = Credit.objects.get(credited_as="渡例 三")
    assert (credit.printed_as, str(credit.affiliation)) == ("渡 例三", "乙社")
    assert undo_import(batch, by=None, now=later, reason="no").changed == 1
    credit.refresh_from_db()
    assert (credit.printed_as, credit.affiliation) == ("", None)


def test_what_staff_changed_since_is_not_changed_back_by_the_same_row(production, now, later):
    enter(production, "役職,名前,画面表記\n原画,渡例 三,渡\n", now)
    update_credit(Credit.objects.get(), printed_as="渡例", by=None, now=later)
    assert [one.group for one in plan(production, "役職,名前,画面表記\n原画,渡例 三,渡\n").credits] == [
        "same"
    ]
    assert [one.group for one in plan(production, "役職,名前,画面表記\n原画,渡例 三,渡 三\n").credits] == [
        "changed"
    ]


def test_an_empty_cell_says_nothing(production, now):
    enter(production, "役職,名前,所属\n原画,渡例 三,甲社\n", now)
    assert [one.group for one in plan(production, "役職,名前\n原画,渡例 三\n").credits] == ["same"]


def test_a_row_that_stands_twice_is_one_credit(production, now):
    shown, _batch = enter(production, "役職,名前\n原画,渡例 三\n原画,渡例三\n", now)
    assert shown.count_groups()["new"] == Credit.objects.count() == 1


def test_of_two_of_one_name_somebody_chooses_and_the_next_file_remembers(production, now, later):
    one, two = (
        create_contributor(name="同姓 同名子", disambiguation=told, by=None, now=now)
        for told in ("背景", "声優")
    )
    text = "役職,名前\n原画,同姓 同名子\n動画,別例 一\n"
    shown = plan(production, text)
    (choice,) = shown.open_choices
    assert [option.code for option in choice.options] == [str(one.uid), str(two.uid), "new"]
    assert ["背景" in choice.options[0].label, "声優" in choice.options[1].label] == [True, True]
    with pytest.raises(SheetRefused):
        enter(production, text, now)
    with pytest.raises(SheetRefused):  # nothing is proposed, so nothing can be accepted
        enter(production, text, now, accepted=shown.digest)
    enter(production, text, now, answers={choice.key: str(two.uid)})
    assert Credit.objects.get(role__code="key_animation").contributor == two
    assert plan(production, text + "演出,同姓 同名子\n").is_ready
    enter(production, text + "演出,同姓 同名子\n", later)
    assert Credit.objects.get(role__code="episode_director").contributor == two
    with pytest.raises(Refusal, match="is no answer for"):
        plan(production, text, {choice.key: "somebody"})


def test_another_person_of_a_known_name_is_entered_once(production, now, later):
    for _ in range(2):
        create_contributor(name="同姓 同名子", by=None, now=now)
    text = "役職,名前\n原画,同姓 同名子\n"
    enter(production, text, now, answers={"person": "new"})
    assert Contributor.objects.filter(name="同姓 同名子").count() == 3
    enter(production, text + "動画,同姓 同名子\n", later)
    assert Contributor.objects.filter(name="同姓 同名子").count() == 3


def test_a_person_may_be_given_by_uid(production, now):
    _one, two = (create_contributor(name="同姓 同名子", by=None, now=now) for _ in range(2))
    enter(production, f"役職,名前,人物ID\n原画,同姓 同名子,{two.uid}\n", now)
    assert Credit.objects.get().contributor == two
    wrong = plan(production, "役職,名前,人物ID\n動画,同姓 同名子,x\n")
    assert [(problem.line, problem.column) for problem in wrong.problems] == [(2, "person_id")]


def test_spellings_of_one_person_are_offered_as_one_and_never_merged_silently(production, now):
    person = create_contributor(name="試山 験太", by=None, now=now)
    text = "役職,名前\n原画,験太 試山\n動画,Kenta Tameshiyama\n仕上,Kenta TAMESHIYAMA\n"
    shown = plan(production, text)
    assert [(choice.line, choice.kind) for choice in shown.open_choices] == [(2, "person"), (4, "person")]
    enter(production, text, now, accepted=shown.digest[:12])
    found = Credit.objects.order_by("pk").values_list("contributor__name", "credited_as")
    assert list(found) == [
        (person.name, "験太 試山"),
        ("Kenta Tameshiyama", "Kenta Tameshiyama"),
        ("Kenta Tameshiyama", "Kenta TAMESHIYAMA"),
    ]


def test_an_accepted_plan_is_the_one_that_was_seen(production, now):
    shown = plan(production, FIRST + "動画,未定\n")
    create_contributor(name="渡例 三", by=None, now=now)
    with pytest.raises(Stale, match="another one by now"):
        enter(production, FIRST + "動画,未定\n", now, accepted=shown.digest)
    with pytest.raises(Stale):
        enter(production, FIRST, now, accepted="")


def test_a_word_that_names_nobody_is_asked_about(production, now):
    text = "役職,名前\n原画,未定\n動画,社内\n仕上,\n"
    shown = plan(production, text)
    assert [choice.kind for choice in shown.open_choices] == ["nobody"] * 3
    enter(production, text, now, answers={"nobody": "not_yet_entered"})
    assert set(Credit.objects.values_list("absence_reason", "credited_as")) == {
        (AbsenceReason.NOT_YET_ENTERED, "")
    }
    assert Credit.objects.count() == 3


def test_what_is_a_problem_is_left_out_of_an_accepted_plan_and_kept_as_a_row(production, now):
    text = "役職,名前,カット\n原画,渡例 三,\n原画,阿例 二,99\n"
    shown = plan(production, text)
    assert (shown.is_ready, [problem.line for problem in shown.problems]) == (False, [3])
    enter(production, text, now, accepted=shown.digest)
    assert list_names() == ["渡例 三"]
    assert not Contributor.objects.filter(name="阿例 二").exists()


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


def test_the_command_prints_a_plan_that_waits_and_enters_what_was_accepted(production, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("役職,名前\n原画,渡例 三\n動画,未定\n")
    out = StringIO()
    with pytest.raises(CommandError, match="1 problem; nothing was stored") as refused:
        call_command("import_credits", str(path), production=str(production.uid), stdout=out)
    assert "“未定” names nobody" in out.getvalue()
    digest = str(refused.value).rpartition("--accept ")[2]
    call_command("import_credits", str(path), production=str(production.uid), accept=digest, stdout=out)
    assert Credit.objects.count() == 2
    uid = str(ImportBatch.objects.get().uid)
    assert f"--undo {uid}" in out.getvalue()
    call_command("import_credits", undo=uid, stdout=out)
    assert "2 credits were taken back" in out.getvalue()
    assert Credit.objects.current().count() == 0
    assert ImportRow.objects.filter(outcome="created").count() == 2


def test_the_command_prints_a_plan_as_json(production, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(FIRST)
    out = StringIO()
    call_command(
        "import_credits", str(path), production=str(production.uid), dry_run=True, json=True, stdout=out
    )
    told = json.loads(out.getvalue().partition("Dry run")[0])
    assert (told["ready"], told["counts"]["new"], len(told["credits"])) == (True, 3, 3)


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
